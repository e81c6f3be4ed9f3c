/** A download is the one way to save that both shells share. */
export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken its own reference by the next task.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** A file name from a run's name: its extensions dropped, nothing in it that a file system minds. */
export function fileStem(name: string | undefined): string {
  const stem = (name ?? 'run').replace(/(\.patchcap)?\.(ndjson|jsonl|json|txt|log)$/i, '');
  return stem.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'run';
}
