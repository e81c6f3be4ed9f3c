import { elementSources } from '../element-sources.ts';
import { endLine, headerLine } from '../encode.ts';
import { CAPTURE_MAJOR } from '../read-header.ts';
import type { ExportFormat } from './format.ts';
import { captureLines, extentOf } from './lines.ts';

/** A capture. A run that has no header, because its file had none, gets the least one. */
export const patchcapExport: ExportFormat = {
  id: 'patchcap',
  title: 'capture of Landfall (patchcap)',
  extensions: ['.patchcap.ndjson'],
  mime: 'application/x-ndjson',
  problem: () => null,
  *write(record, extent = extentOf(record)) {
    if (record.header === null) yield `${headerLine({ $: 'patchcap', v: CAPTURE_MAJOR, t0: 'unknown' })}\n`;
    for (const line of captureLines(record, extent)) yield `${line}\n`;
    if (extent.end !== null) return;
    // A capture always ends with its end; a bare file of operations has none to lose.
    const reason = record.header === null ? 'unknown' : 'torn';
    yield `${endLine({ kind: 'end', t: null, reason })}\n`;
  },
};

/**
 * The operations as they came, one a line, without times: what `dottxt stream` prints. Operations of text are what the
 * text came to; those of a run's further documents (a second tool call) are not among them. What is no operation is left out, lines that could not be read included: no consumer could read them.
 */
export const bareExport: ExportFormat = {
  id: 'ops',
  title: 'operations, one a line',
  extensions: ['.ndjson', '.jsonl'],
  mime: 'application/x-ndjson',
  problem: ({ ops }) => (ops === 0 ? 'There are no operations in this run.' : null),
  *write({ log }) {
    for (let i = 0; i < log.length; i += 1) {
      const event = log.event(i);
      if (event.kind === 'op' && event.doc === undefined) yield `${oneLine(event.text)}\n`;
      if (event.kind === 'ops' && event.doc === undefined) {
        // A batch may stand inside something larger, whose text says nothing of its own.
        const sources = event.text.startsWith('[')
          ? elementSources(event.text).values()
          : event.ops.map((op) => JSON.stringify(op));
        for (const text of sources) yield `${oneLine(text)}\n`;
      }
    }
  },
};

/** Raw line ends in an operation stand between its tokens only. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').trim();
}
