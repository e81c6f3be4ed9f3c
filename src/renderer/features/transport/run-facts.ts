import { protocolById } from '../../../core/protocols/table.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { indexOf } from '../../state/run-index.ts';
import { formatMs } from '../rows/format.ts';

/** What is known of a run beside its verdict, as name and words: how it came, why the model stopped, what it cost. */
export function runFacts(record: RunRecord): [string, string][] {
  const facts: [string, string][] = [];
  const source = record.header?.source;
  if (source?.protocol !== undefined) {
    const title = protocolById(source.protocol)?.title ?? source.protocol;
    const framing = source.framing === undefined ? '' : ` · ${FRAMINGS[source.framing]}`;
    facts.push(['protocol', `${title}${framing}`]);
  }
  const { log, pause } = record;
  if (pause >= 0) {
    const from = log.t(pause);
    const after = from === null ? 'what came after it' : `what came after ${formatMs(from)} ms`;
    facts.push([
      'times',
      `Landfall fell behind and paused the reading; ${after} may have been there earlier`,
    ]);
  }
  const index = indexOf(record);
  const finish = index.finish < 0 ? undefined : log.event(index.finish);
  const reason = finish?.kind === 'finish' ? finish.reason : record.end?.finish_reason;
  if (reason !== undefined) facts.push(['finish reason', reason]);
  const told = index.usage < 0 ? undefined : log.event(index.usage);
  const usage: unknown = told?.kind === 'usage' ? told.data : record.end?.usage;
  const tokens = usageWords(usage);
  if (tokens !== '') facts.push(['usage', tokens]);
  return facts;
}

const FRAMINGS = {
  ndjson: 'one JSON a line',
  sse: 'server-sent events',
  'json-array': 'one JSON array',
  text: 'plain text',
} as const;

/** `prompt_tokens: 12` of any provider becomes `12 prompt tokens`; what is nested or zero is left to the Wire. */
function usageWords(usage: unknown): string {
  if (typeof usage !== 'object' || usage === null) return '';
  return Object.entries(usage)
    .filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0)
    .filter(([name]) => !name.endsWith('duration'))
    .map(([name, count]) => `${count.toLocaleString('en-US')} ${wordsOf(name)}`)
    .join(' · ');
}

/** `promptTokenCount` and `prompt_tokens` alike: `prompt tokens`. */
function wordsOf(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
    .replace(/ ?count$/, 's')
    .replace(/eval$/, 'tokens');
}
