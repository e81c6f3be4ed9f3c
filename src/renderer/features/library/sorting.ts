import type { CaptureEntry } from '../../../bridge/contract.ts';

export type Column = 'label' | 'model' | 'schema' | 'verdict' | 'ops' | 'duration' | 'when';

export interface Sorting {
  column: Column;
  descending: boolean;
}

/** What a person wants to see first of a column: the newest, the longest, but the first in the alphabet. */
const NATURAL: { [column in Column]: boolean } = {
  label: false,
  model: false,
  schema: false,
  verdict: false,
  ops: true,
  duration: true,
  when: true,
};

export function sortBy(before: Sorting, column: Column): Sorting {
  return { column, descending: before.column === column ? !before.descending : NATURAL[column] };
}

const KEYS: { [column in Column]: (entry: CaptureEntry) => string | number | null } = {
  label: ({ label }) => label,
  model: ({ model, connection }) => model ?? connection,
  schema: ({ schemaTitle }) => schemaTitle,
  verdict: ({ verdict, ended }) => verdict?.headline ?? ended,
  ops: ({ ops }) => ops,
  duration: ({ durationMs }) => durationMs,
  when: ({ wall, id }) => wall ?? id,
};

/** `run 9` before `run 10`, and `Run` beside `run`. */
const inWords = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Entries come newest first, and equal ones stay so. What has no value stands last, whichever way it is sorted. */
export function sorted(entries: readonly CaptureEntry[], { column, descending }: Sorting): CaptureEntry[] {
  const keyed = entries.map((entry) => ({ entry, key: KEYS[column](entry) }));
  const sign = descending ? -1 : 1;
  return keyed
    .toSorted((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
      if (typeof a.key === 'string' && typeof b.key === 'string') return sign * inWords.compare(a.key, b.key);
      return a.key < b.key ? -sign : a.key > b.key ? sign : 0;
    })
    .map(({ entry }) => entry);
}
