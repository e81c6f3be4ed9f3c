import type { Verdict } from '../../../core/run/verdict.ts';
import { counted, formatWhole } from '../rows/format.ts';

export type Tone = 'live' | 'good' | 'warn' | 'bad' | 'none';

/** The verdict in two parts: `complete · valid`, and `7 ops · 1,320 ms` with the marks of what was not measured. */
export function verdictWords(verdict: Verdict, marks = ''): [string, string] {
  const rest = [counted(verdict.ops, 'op')];
  if (verdict.durationMs !== null) rest.push(`${formatWhole(verdict.durationMs)} ms`);
  if (verdict.errors > 0) rest.push(counted(verdict.errors, 'error'));
  if (verdict.ended === 'refused' && verdict.refusal !== undefined) {
    return [`${verdict.headline} · HTTP ${verdict.refusal.status}`, marks.replace(/^ · /, '')];
  }
  return [`${verdict.headline} · ${verdict.document}`, `${rest.join(' · ')}${marks}`];
}

export function toneOf(verdict: Verdict): Tone {
  switch (verdict.headline) {
    case 'complete':
      return verdict.errors > 0 ? 'warn' : 'good';
    case 'incomplete':
    case 'stopped':
    case 'torn':
    case 'length':
    case 'unknown':
      return 'warn';
    default:
      return 'bad';
  }
}
