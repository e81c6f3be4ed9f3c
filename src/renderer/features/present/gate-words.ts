import { openPath } from '../../../core/timing/blocks-run.ts';
import type { GateWord } from './Staff.tsx';
import type { StoryRow } from './story.ts';
import type { Presented } from './usePresented.ts';

/**
 * What the gates have to say at a moment, by the pointer of the field that each waited for. A gate speaks once its
 * field has landed, not while the stream is still in it.
 */
export function gateWords(
  { schedule, run }: Presented,
  rows: readonly StoryRow[],
  event: number,
  t: number | null,
): Map<string, GateWord[]> {
  const words = new Map<string, GateWord[]>();
  if (run === null || t === null) return words;
  const open = openPath(run);
  for (const gate of schedule?.gates ?? []) {
    const pointer = gate.jobs[0]?.pointer;
    if (pointer === undefined || gate.opens === null || gate.opens > t || open.has(pointer)) continue;
    const row = rows.find((candidate) => candidate.pointer === pointer);
    if (row !== undefined && (row.landed === null || row.landed > event)) continue;
    const list = words.get(pointer) ?? [];
    list.push({ name: gate.name, ...saying(gate, t) });
    words.set(pointer, list);
  }
  return words;
}

type Gate = NonNullable<Presented['schedule']>['gates'][number];

function saying(gate: Gate, t: number): Pick<GateWord, 'words' | 'tone'> {
  const { name, kind, state, ends } = gate;
  if (state === 'discarded') return { words: `✕ ${name}: discarded`, tone: 'asks' };
  if (state === 'blocked') return { words: `${name}: waits`, tone: 'asks' };
  if (kind !== 'approval') return { words: `▲ ${name}`, tone: 'begun' };
  if (ends === null || ends > t) return { words: `${name}: a person is asked`, tone: 'asks' };
  return state === 'declined'
    ? { words: `✕ ${name}: declined`, tone: 'asks' }
    : { words: `✓ ${name}: approved`, tone: 'begun' };
}
