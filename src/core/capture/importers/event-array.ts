import type { Stamp } from '../../run/event.ts';
import { SERVER_CLOCK } from '../../run/times-source.ts';
import { elementSources } from '../element-sources.ts';
import { member, numberOf } from '../members.ts';
import { formatWallTime } from '../wall-time.ts';
import type { ImportFormat, ImportOptions } from './format.ts';
import { protocolOf } from './protocol-of.ts';
import { RunWriter } from './run-writer.ts';
import { whole, type WholeFindings } from './whole-reader.ts';

/**
 * One JSON array of events: what AG-UI clients write into a file (`BaseEvent`: `type`, and an optional `timestamp` in
 * milliseconds since 1970), a JSON Patch document (RFC 6902), the body of a stream that is an array (Gemini). The array
 * may stand in a member `events`.
 */
export const eventArray: ImportFormat = {
  id: 'ag-ui',
  title: 'array of events (AG-UI), or a JSON Patch document',
  fits: ({ text }) =>
    /^\ufeff?\s*(?:\{\s*"events"\s*:\s*)?\[\s*\{/.test(text) && /"(?:type|op|candidates)"\s*:/.test(text),
  open: (options) =>
    whole('array of events', (document, text, out) => readArray(document, text, options, out)),
};

function readArray(document: unknown, text: string, { name }: ImportOptions, out: string[]): WholeFindings {
  const inner = Array.isArray(document) ? text : (elementSources(text).get('events') ?? '[]');
  const events: unknown = Array.isArray(document) ? document : member(Object(document), 'events');
  const sources = [...elementSources(inner).values()];
  if (!Array.isArray(events) || sources.length === 0) {
    return { runs: 0, notes: [], refused: 'There is no array of events in this file.' };
  }
  const protocol = protocolOf(sources.slice(0, 20).map((line) => ({ kind: 'line', text: line })));
  const first = events.map(timestampOf).find((ms) => ms !== null) ?? null;
  const wall = first === null ? null : formatWallTime(first);
  const writer = new RunWriter({
    framing: 'ndjson',
    ...(protocol === null ? {} : { protocol }),
    ...(first === null ? {} : { t0: 'first-line', clock: SERVER_CLOCK }),
    ...(wall === null ? {} : { wall }),
    label: name,
  });
  for (const [index, source] of sources.entries()) {
    const ms = timestampOf(events[index]);
    const stamp: Stamp = { t: ms === null || first === null ? null : ms - first, c: null };
    // One line in a capture: what stands between the tokens of a pretty-printed element is white space.
    writer.frame({ kind: 'line', text: source.replaceAll(/[\r\n]+\s*/g, ' ') }, stamp, out);
  }
  writer.end(out);
  const notes =
    first === null
      ? []
      : ['The times are those at which the events were made (timestamp), not those of their arrival.'];
  return { runs: 1, notes };
}

/** Wall time in milliseconds. */
function timestampOf(event: unknown): number | null {
  const ms = typeof event === 'object' && event !== null ? numberOf(event, 'timestamp') : undefined;
  return ms ?? null;
}
