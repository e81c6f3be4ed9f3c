import { isSeedAt } from '../state/run-index.ts';
import { formatWhole } from '../features/rows/format.ts';
import type { RunRecord } from '../../core/run/record.ts';

/** Names of fields are the model's; a listener needs no more of one than this. */
const LONGEST = 40;

/** `reply landed at 1,244 ms, and 12 more` for events `from` to the end; null where none of them landed a value. */
export function summarise(record: RunRecord, from: number): string | null {
  const { log } = record;
  let last = -1;
  let landed = 0;
  for (let i = from; i < log.length; i++) {
    if (log.kind(i) !== 'op' || log.error(i) !== null || isSeedAt(record, i)) continue;
    last = i;
    landed += 1;
  }
  if (last < 0) return null;
  const event = log.event(last);
  if (event.kind !== 'op') return null;
  const name = event.op.path === '' ? 'document' : event.op.path.slice(1).replaceAll('/', ' ');
  const t = log.t(last);
  const when = t === null ? `as operation ${formatWhole(log.opsUpTo(last))}` : `at ${formatWhole(t)} ms`;
  const more = landed > 1 ? `, and ${formatWhole(landed - 1)} more` : '';
  return `${name.slice(0, LONGEST)} landed ${when}${more}`;
}
