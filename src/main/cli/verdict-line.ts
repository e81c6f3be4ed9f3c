import type { Verdict } from '../../core/run/verdict.ts';

/** `complete · valid · 7 ops · 1,320 ms`, as the window's status has it. */
export function verdictLine({ headline, document, ops, durationMs }: Verdict): string {
  const count = `${ops.toLocaleString('en-GB')} ${ops === 1 ? 'op' : 'ops'}`;
  const duration = durationMs === null ? [] : [`${Math.round(durationMs).toLocaleString('en-GB')} ms`];
  return [headline, document, count, ...duration].join(' · ');
}
