import { createRandom } from './random.ts';

export const DATA_SETS = ['items', 'prose', 'deep', 'edits'] as const;
export type DataSet = (typeof DATA_SETS)[number];

/** The data sets of design.md, "How fast", as NDJSON lines without times. The same seed gives the same lines. */
export function createLines(set: DataSet, ops: number, seed = 1): string[] {
  const random = createRandom(seed);
  switch (set) {
    case 'items':
      return items(ops, random);
    case 'prose':
      return prose(ops, random);
    case 'deep':
      return deep(ops);
    case 'edits':
      return edits(ops, random);
    default:
      return set satisfies never;
  }
}

const WORDS =
  'amber brook cedar delta ember fjord grove heath inlet jetty knoll larch marsh north ocean prism'.split(
    ' ',
  );

function word(random: () => number): string {
  return WORDS[Math.floor(random() * WORDS.length)] ?? '';
}

function add(path: string, value: unknown): string {
  return JSON.stringify({ op: 'add', path, value });
}

/** `{title, items:[{id, name, tags:[a,b], score}]}`: seven operations an item, about 57 bytes a line. */
function items(ops: number, random: () => number): string[] {
  const lines = [add('', {}), add('/title', 'Stock list'), add('/items', [])];
  for (let i = 0; lines.length < ops; i++) {
    const at = `/items/${i}`;
    lines.push(add(at, {}), add(`${at}/id`, i), add(`${at}/name`, `${word(random)} ${word(random)} ${i}`));
    lines.push(add(`${at}/tags`, []), add(`${at}/tags/0`, word(random)), add(`${at}/tags/1`, word(random)));
    lines.push(add(`${at}/score`, Math.round(random() * 1e4) / 1e4));
  }
  return lines.slice(0, ops);
}

/** Few fields, long strings: chapters of three paragraphs of 100 to 800 words. A hundredth of the operations. */
function prose(ops: number, random: () => number): string[] {
  const lines = [add('', {}), add('/chapters', [])];
  const text = (words: number): string => Array.from({ length: words }, () => word(random)).join(' ');
  for (let i = 0; lines.length < ops / 100; i++) {
    lines.push(add(`/chapters/${i}`, {}), add(`/chapters/${i}/heading`, text(6)));
    for (const part of ['opening', 'middle', 'closing']) {
      lines.push(add(`/chapters/${i}/${part}`, text(100 + Math.floor(random() * 700))));
    }
  }
  return lines;
}

/** Branches of 64 levels with a leaf on each. */
function deep(ops: number): string[] {
  const lines = [add('', {})];
  for (let branch = 0; lines.length < ops; branch++) {
    let path = `/b${branch}`;
    lines.push(add(path, {}));
    for (let level = 1; level < 63; level++) {
      lines.push(add(`${path}/v`, level));
      path += '/n';
      lines.push(add(path, {}));
    }
  }
  return lines.slice(0, ops);
}

/** All six operations, most of them inserts, moves and removals inside arrays of thousands of items. */
function edits(ops: number, random: () => number): string[] {
  const lines = [add('', {}), add('/rows', []), add('/notes', {}), add('/moved', 0)];
  const start = Math.min(5_000, Math.floor(ops / 4));
  let length = 0;
  for (; length < start; length++) lines.push(add(`/rows/${length}`, { id: length, label: word(random) }));
  const any = (): number => Math.floor(random() * length);
  const emit = (op: object): void => void lines.push(JSON.stringify(op));
  for (let i = 0; lines.length < ops; i++) {
    const dice = random();
    if (dice < 0.25 || length < 10) {
      emit({ op: 'add', path: `/rows/${any()}`, value: { id: i, label: word(random) } });
      length += 1;
    } else if (dice < 0.45) {
      emit({ op: 'remove', path: `/rows/${any()}` });
      length -= 1;
    } else if (dice < 0.65) emit({ op: 'move', from: `/rows/${any()}`, path: `/rows/${any()}` });
    else if (dice < 0.8) emit({ op: 'replace', path: `/rows/${any()}/label`, value: word(random) });
    else if (dice < 0.85) {
      emit({ op: 'copy', from: `/rows/${any()}`, path: '/rows/-' });
      length += 1;
    } else if (dice < 0.9) {
      emit({ op: 'replace', path: '/moved', value: i });
      emit({ op: 'test', path: '/moved', value: i });
    } else if (dice < 0.95) {
      emit({ op: 'add', path: `/notes/n${Math.floor(random() * 500)}`, value: word(random) });
    } else {
      emit({ op: 'add', path: '/rows/-', value: { id: i, label: word(random) } });
      length += 1;
    }
  }
  return lines.slice(0, ops);
}
