declare module 'write-file-atomic' {
  /** Writes beside the file, syncs, and renames over it: a crash leaves the old file or the new one, never half. */
  export default function writeFileAtomic(
    path: string,
    data: string | Uint8Array,
    options?: { mode?: number; fsync?: boolean },
  ): Promise<void>;
}
