declare module 'write-file-atomic' {
  interface Options {
    mode?: number;
    fsync?: boolean;
  }
  interface WriteFileAtomic {
    /** Writes beside the file, syncs, and renames over it: a crash leaves the old file or the new one, never half. */
    (path: string, data: string | Uint8Array, options?: Options): Promise<void>;
    sync(path: string, data: string | Uint8Array, options?: Options): void;
  }
  const writeFileAtomic: WriteFileAtomic;
  export default writeFileAtomic;
}
