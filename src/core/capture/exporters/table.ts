import type { ExportFormat } from './format.ts';
import { traceExport } from './chrome-trace.ts';
import { harExport } from './har.ts';
import { bareExport, patchcapExport } from './patchcap.ts';
import { csvExport, markdownExport } from './tables.ts';

/** Every kind of file that a run can be written as. */
export const exportFormats: readonly ExportFormat[] = [
  patchcapExport,
  bareExport,
  csvExport,
  markdownExport,
  harExport,
  traceExport,
];

/** The format that a file of this name would be in, by the longest end of the name that one of them has. */
export function exportFormatFor(name: string): ExportFormat | null {
  const lower = name.toLowerCase();
  let best: ExportFormat | null = null;
  let length = 0;
  for (const format of exportFormats) {
    for (const extension of format.extensions) {
      if (extension.length > length && lower.endsWith(extension)) [best, length] = [format, extension.length];
    }
  }
  return best;
}
