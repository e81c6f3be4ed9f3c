import * as fc from 'fast-check';
import * as fastJsonPatch from 'fast-json-patch';
import { describe, expect, it } from 'vitest';
import type { JsonValue, Operation } from '../patch/operation.ts';
import { formatPointer, parsePointer } from '../patch/pointer.ts';
import { DocumentHistory } from './history.ts';
import type { DocumentView, NodeId } from './view.ts';

const RUNS = process.env['LANDFALL_FULL'] === undefined ? 150 : 5000;

const keys = fc.constantFrom(
  'a',
  'b',
  '',
  '10',
  '2',
  '__proto__',
  'x~y',
  'p/q',
  'constructor',
  'long key name number one',
);
const leaf = fc.oneof(
  fc.constantFrom<JsonValue>(null, true, false, 0, -1, 1.5, '', 'text', 'é"\\\n😀', 1e21),
  fc.integer({ min: -5, max: 5 }),
);
const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 12 }),
    fc.array(fc.tuple(keys, tie('value')), { maxLength: 4 }).map((members) => fromMembers(members)),
  ),
})).value;

function fromMembers(members: [string, JsonValue][]): JsonValue {
  const made: { [key: string]: JsonValue } = {};
  for (const [key, item] of members) {
    Object.defineProperty(made, key, { value: item, enumerable: true, configurable: true, writable: true });
  }
  return made;
}

/** What to do, and where: places are picked among those the document has when the operation is made. */
interface Wish {
  op: Operation['op'];
  place: number;
  from: number;
  how: number;
  key: string;
  value: JsonValue;
}
const wish: fc.Arbitrary<Wish> = fc.record({
  op: fc.constantFrom<Operation['op']>(
    'add',
    'add',
    'add',
    'replace',
    'remove',
    'move',
    'move',
    'copy',
    'copy',
    'append',
    'test',
  ),
  place: fc.nat(),
  from: fc.nat(),
  how: fc.nat(),
  key: keys,
  value,
});

// ---- a plain reference: ordered members, everything copied

type Plain =
  | { type: 'leaf'; json: string }
  | { type: 'array'; items: Plain[] }
  | { type: 'object'; members: [string, Plain][] };

function plain(v: JsonValue): Plain {
  if (Array.isArray(v)) return { type: 'array', items: v.map((item) => plain(item)) };
  if (typeof v !== 'object' || v === null) return { type: 'leaf', json: JSON.stringify(v) };
  return { type: 'object', members: Object.keys(v).map((key) => [key, plain(v[key] ?? null)]) };
}

function print(p: Plain | null): string {
  if (p === null) return '';
  if (p.type === 'leaf') return p.json;
  if (p.type === 'array') return `[${p.items.map((item) => print(item)).join(',')}]`;
  return `{${p.members.map(([key, item]) => `${JSON.stringify(key)}:${print(item)}`).join(',')}}`;
}

function at(p: Plain | null, tokens: string[]): Plain | null {
  let here = p;
  for (const token of tokens) {
    if (here === null || here.type === 'leaf') return null;
    here =
      here.type === 'array'
        ? /^(0|[1-9]\d*)$/.test(token)
          ? (here.items[Number(token)] ?? null)
          : null
        : (here.members.find(([key]) => key === token)?.[1] ?? null);
  }
  return here;
}

/** Applies an operation to a document that it may destroy; null in `failed` where it could not be. */
function applyPlain(root: Plain | null, op: Operation): { root: Plain | null; failed: boolean } {
  const failed = { root, failed: true };
  const tokens = tokensOf(op.path);
  const target = at(root, tokens);
  switch (op.op) {
    case 'add':
      return putPlain(root, tokens, plain(op.value));
    case 'replace': {
      if (target === null) return failed;
      return swapPlain(root, tokens, plain(op.value));
    }
    case 'append': {
      const text: unknown = target?.type === 'leaf' ? JSON.parse(target.json) : null;
      if (typeof text !== 'string') return failed;
      return swapPlain(root, tokens, plain(text + op.value));
    }
    case 'remove':
      return target === null ? failed : { root: cutPlain(root, tokens), failed: false };
    case 'test':
      return { root, failed: target === null || canonical(target) !== canonical(plain(op.value)) };
    case 'copy': {
      const source = at(root, tokensOf(op.from));
      if (source === null) return failed;
      return putPlain(root, tokens, structuredClone(source));
    }
    case 'move': {
      const source = at(root, tokensOf(op.from));
      if (source === null || op.path.startsWith(`${op.from}/`)) return failed;
      if (op.from === op.path) return { root, failed: false };
      return putPlain(cutPlain(root, tokensOf(op.from)), tokens, source);
    }
    default:
      return op satisfies never;
  }
}

function tokensOf(pointer: string): string[] {
  const tokens = parsePointer(pointer);
  return Array.isArray(tokens) ? tokens : [];
}

function canonical(p: Plain): string {
  if (p.type === 'leaf')
    return p.json === '-0' ? '0' : String(Number.isNaN(Number(p.json)) ? p.json : Number(p.json));
  if (p.type === 'array') return `[${p.items.map((item) => canonical(item)).join(',')}]`;
  return `{${p.members
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
    .toSorted()
    .join(',')}}`;
}

function swapPlain(
  root: Plain | null,
  tokens: string[],
  put: Plain,
): { root: Plain | null; failed: boolean } {
  const parent = at(root, tokens.slice(0, -1));
  const last = tokens.at(-1);
  if (last === undefined) return { root: put, failed: false };
  if (parent?.type === 'array') parent.items[Number(last)] = put;
  else if (parent?.type === 'object')
    for (const member of parent.members) if (member[0] === last) member[1] = put;
  return { root, failed: false };
}

function putPlain(root: Plain | null, tokens: string[], put: Plain): { root: Plain | null; failed: boolean } {
  const last = tokens.at(-1);
  if (last === undefined) return { root: put, failed: false };
  const parent = at(root, tokens.slice(0, -1));
  if (parent?.type === 'array') {
    const index = last === '-' ? parent.items.length : /^(0|[1-9]\d*)$/.test(last) ? Number(last) : -1;
    if (index < 0 || index > parent.items.length) return { root, failed: true };
    parent.items.splice(index, 0, put);
    return { root, failed: false };
  }
  if (parent?.type !== 'object') return { root, failed: true };
  if (parent.members.some(([key]) => key === last)) return swapPlain(root, tokens, put);
  parent.members.push([last, put]);
  return { root, failed: false };
}

function cutPlain(root: Plain | null, tokens: string[]): Plain | null {
  const last = tokens.at(-1);
  if (last === undefined) return null;
  const parent = at(root, tokens.slice(0, -1));
  if (parent?.type === 'array') parent.items.splice(Number(last), 1);
  if (parent?.type === 'object') parent.members = parent.members.filter(([key]) => key !== last);
  return root;
}

// ---- making operations

function places(p: Plain | null, tokens: string[] = []): string[][] {
  if (p === null) return [];
  const found = [tokens];
  if (p.type === 'array')
    for (const [i, item] of p.items.entries()) found.push(...places(item, [...tokens, `${i}`]));
  if (p.type === 'object') for (const [key, item] of p.members) found.push(...places(item, [...tokens, key]));
  return found;
}

/** Turns a wish into an operation on this document: mostly one that applies, sometimes one that does not. */
function makeOperation(root: Plain | null, w: Wish): Operation {
  const all = places(root);
  const pick = (n: number): string[] => all[n % Math.max(1, all.length)] ?? [];
  const inside = (n: number): string => {
    const containers = all.filter((tokens) => at(root, tokens)?.type !== 'leaf');
    const parent = containers[n % Math.max(1, containers.length)];
    if (parent === undefined) return '';
    const here = at(root, parent);
    const length = here?.type === 'array' ? here.items.length : 0;
    const odd = ['-', '01', '-1', '1e0', `${length + 1}`, '~'][w.how % 6] ?? '-';
    const token = here?.type === 'array' ? (w.how % 9 === 0 ? odd : `${w.how % (length + 1)}`) : w.key;
    return formatPointer([...parent, token]);
  };
  const existing = w.how % 15 === 1 ? inside(w.place) : formatPointer(pick(w.place));
  switch (w.op) {
    case 'add':
      return { op: 'add', path: root === null || w.how % 25 === 0 ? '' : inside(w.place), value: w.value };
    case 'replace':
      return { op: 'replace', path: existing, value: w.value };
    case 'test': {
      const target = at(root, pick(w.place));
      const same = w.how % 2 === 0 && target !== null && target.type !== 'leaf';
      return { op: 'test', path: existing, value: same ? (JSON.parse(print(target)) as JsonValue) : w.value };
    }
    case 'remove':
      return { op: 'remove', path: existing === '' && w.how % 5 !== 0 ? inside(w.place) : existing };
    case 'append': {
      const strings = all.filter((tokens) => at(root, tokens)?.type === 'leaf');
      const path =
        w.how % 4 === 0 ? existing : formatPointer(strings[w.place % Math.max(1, strings.length)] ?? []);
      return { op: 'append', path, value: `+${w.key}` };
    }
    case 'move':
    case 'copy':
      return {
        op: w.op,
        from: formatPointer(pick(w.from)),
        path: w.how % 20 === 3 ? existing : inside(w.place),
      };
    default:
      return w.op satisfies never;
  }
}

interface Story {
  ops: Operation[];
  texts: string[];
  history: DocumentHistory;
  /** By event, the document after it as the reference has it. */
  documents: string[];
  plains: (Plain | null)[];
}

/** Folds wishes into a history and into the reference side by side; `look` reads the document between operations. */
function tell(wishes: Wish[], look: (view: DocumentView, event: number) => void = () => {}): Story {
  const texts: string[] = [];
  const history = new DocumentHistory((event) => texts[event] ?? '');
  const story: Story = { ops: [], texts, history, documents: [], plains: [] };
  let root: Plain | null = null;
  for (const [event, w] of wishes.entries()) {
    // Copies of copies double the document; the reference pays for all of it.
    if (places(root).length > 400) break;
    const op = makeOperation(root, w);
    texts.push(JSON.stringify(op));
    const after = applyPlain(structuredClone(root), op);
    const error = history.fold(event, op, texts[event] ?? '');
    expect(error !== null, `${texts[event]} on ${print(root)}: ${error?.message}`).toBe(after.failed);
    if (!after.failed) root = after.root;
    story.ops.push(op);
    story.documents.push(print(root));
    story.plains.push(root);
    look(history.at(event), event);
  }
  return story;
}

/** Reads everything through nodes, one child at a time or all at once, as a window does. */
function readThrough(view: DocumentView, n: NodeId | null = view.root(), pointer = ''): string {
  if (n === null) return '';
  expect(view.pointer(n)).toBe(pointer);
  expect(view.find(pointer)).toBe(n);
  const type = view.type(n);
  if (type !== 'object' && type !== 'array') return view.source(n);
  const count = view.childCount(n);
  const children = Array.from({ length: count }, (_, i) => view.children(n, i, i + 1)[0] ?? -1);
  expect(view.children(n)).toEqual(children);
  const parts = children.map((child) => {
    const name = String(view.name(child));
    const inner = readThrough(view, child, pointer + formatPointer([name]));
    expect(view.parent(child)).toBe(n);
    return type === 'object' ? `${JSON.stringify(name)}:${inner}` : inner;
  });
  return type === 'object' ? `{${parts.join(',')}}` : `[${parts.join(',')}]`;
}

describe('DocumentHistory', () => {
  it('should give the document at event k as folding the first k operations does (invariants 1, 2, 4, 6)', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 60 }), (wishes) => {
        const { history, documents } = tell(wishes);
        for (const [event, document] of documents.entries()) expect(history.at(event).json()).toBe(document);
        expect(history.at(-1).json()).toBe('');
      }),
      { numRuns: RUNS },
    );
  });

  it('should read the same through nodes, whenever they are looked at (invariants 1, 6)', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 40 }), fc.nat(4), (wishes, every) => {
        const { history, documents } = tell(wishes, (view, event) => {
          if (event % (every + 1) === every) readThrough(view);
        });
        for (const [event, document] of documents.entries()) {
          expect(readThrough(history.at(event))).toBe(document);
        }
        // And again, now that every copy has been looked into.
        for (const [event, document] of documents.entries()) expect(history.at(event).json()).toBe(document);
      }),
      { numRuns: RUNS },
    );
  });

  it('should apply a batch whole or not at all (invariant 3)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(wish, { minLength: 1, maxLength: 8 }), { maxLength: 12 }),
        fc.boolean(),
        (batches, named) => {
          const texts: string[] = [];
          const history = new DocumentHistory((event) => texts[event] ?? '');
          const documents: string[] = [];
          let root: Plain | null = null;
          for (const [event, batch] of batches.entries()) {
            if (places(root).length > 400) break;
            let now: Plain | null = structuredClone(root);
            let failed = false;
            const ops: Operation[] = [];
            for (const w of batch) {
              const op = makeOperation(now, w);
              ops.push(op);
              const after = applyPlain(structuredClone(now), op);
              failed ||= after.failed;
              if (after.failed) break;
              now = after.root;
            }
            texts.push(named ? JSON.stringify({ $: 'ops', t: 1, ops }) : JSON.stringify(ops));
            const error = history.foldAll(event, ops, texts[event] ?? '');
            expect(error !== null, error?.message).toBe(failed);
            if (!failed) root = now;
            documents.push(print(root));
            expect(readThrough(history.at(event))).toBe(print(root));
          }
          for (const [event, document] of documents.entries())
            expect(history.at(event).json()).toBe(document);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('should agree with fast-json-patch on patches that apply', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 40 }), (wishes) => {
        // fast-json-patch refuses `__proto__`, has no `append`, and its moves under `test` and root differ in JSON null.
        const fair = wishes.filter((w) => w.op !== 'append' && !JSON.stringify(w).includes('__proto__'));
        const { ops, documents, history } = tell(fair);
        let theirs: unknown = null;
        for (const [event, op] of ops.entries()) {
          const applied = history.at(event).json() !== (documents[event - 1] ?? '') || op.op === 'test';
          if (!applied) continue;
          if (op.op === 'test') continue;
          theirs = fastJsonPatch.default.applyPatch(
            theirs,
            [structuredClone(op) as fastJsonPatch.Operation],
            true,
            false,
          ).newDocument;
          const ours = history.at(event).json();
          expect(ours === '' ? null : JSON.parse(ours)).toEqual(theirs ?? null);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('should keep the indices and the order of long arrays under inserts, moves and removals (invariants 1, 4)', () => {
    const edit = fc.record({
      op: fc.constantFrom('insert', 'append', 'remove', 'move', 'copy'),
      a: fc.nat(),
      b: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 20, maxLength: 300 }), (edits) => {
        const texts: string[] = [];
        const history = new DocumentHistory((event) => texts[event] ?? '');
        let list: number[] = Array.from({ length: 100 }, (_, i) => i);
        const moments: number[][] = [];
        const fold = (op: Operation): void => {
          texts.push(JSON.stringify(op));
          expect(history.fold(texts.length - 1, op, texts.at(-1) ?? '')).toBeNull();
          moments.push(list);
        };
        fold({ op: 'add', path: '', value: list });
        for (const [i, { op, a, b }] of edits.entries()) {
          const n = list.length;
          if (op === 'append') {
            list = list.concat(i);
            fold({ op: 'add', path: '/-', value: i });
          } else if (op === 'insert' || n < 2) {
            list = list.toSpliced(a % (n + 1), 0, i);
            fold({ op: 'add', path: `/${a % (n + 1)}`, value: i });
          } else if (op === 'remove') {
            list = list.toSpliced(a % n, 1);
            fold({ op: 'remove', path: `/${a % n}` });
          } else {
            const moved = list[a % n] ?? 0;
            const rest = op === 'move' ? list.toSpliced(a % n, 1) : list;
            const to = b % (rest.length + 1);
            if (op === 'move' && to === a % n) continue;
            list = rest.toSpliced(to, 0, moved);
            fold({ op: op === 'move' ? 'move' : 'copy', from: `/${a % n}`, path: `/${to}` });
          }
        }
        for (const [event, expected] of moments.entries()) {
          const view = history.at(event);
          expect(JSON.parse(view.json())).toEqual(expected);
          const root = view.root() ?? -1;
          const middle = expected.length >> 1;
          const [node] = view.children(root, middle, middle + 1);
          expect(view.name(node ?? -1)).toBe(middle);
          expect(history.at(event).name(node ?? -1)).toBe(middle);
        }
      }),
      { numRuns: Math.ceil(RUNS / 5) },
    );
  });
});
