/** What a run can be saved as, for menus that are there before the writers (`core/capture/exporters`) are loaded. */
export const EXPORT_KINDS = [
  { id: 'patchcap', title: 'Capture (patchcap)', ending: '.patchcap.ndjson' },
  { id: 'ops', title: 'Operations, one a line (NDJSON)', ending: '.ndjson' },
  { id: 'csv', title: 'Table of the fields (CSV)', ending: '.csv' },
  { id: 'md', title: 'Table of the fields (Markdown)', ending: '.md' },
  { id: 'har', title: 'HTTP archive (HAR)', ending: '.har' },
  { id: 'trace', title: 'Trace for Perfetto (JSON)', ending: '.trace.json' },
] as const;

export type ExportKind = (typeof EXPORT_KINDS)[number]['id'];
