import { hash, Random } from './random.ts';

/** A field of a made-up schema. */
export interface Shape {
  key: string;
  kind: 'leaf' | 'object' | 'array';
  optional: boolean;
  /** Tokens of a leaf's value. */
  tokens: number;
  /** Properties of an object; the one item shape of an array. */
  children: Shape[];
}

/** One operation as it reached the client. */
interface Streamed {
  pointer: string;
  pattern: string;
  key: string | number | null;
  kind: Shape['kind'];
  t: number;
  read: number;
  /** Of the JSON that the model wrote for it. */
  bytes: number;
}

export interface Story {
  events: Streamed[];
  end: number;
}

export interface Pace {
  /** Milliseconds a token. */
  token: number;
  /** Deviation of each token's time, as a share of it, drawn in the order in which tokens are written. */
  jitter: number;
  /** Milliseconds between the server's flushes: what is ready at one comes in one socket read. 0: each comes at once. */
  flush: number;
  /** Share of operations that are held until the next one is ready, however long that takes. */
  held: number;
  /** Milliseconds before the first token. */
  wait: number;
  /** Whether closing brackets are tokens of their own. As a rule they are not: `"},"` is one token. */
  brackets: boolean;
}

/** A random schema of up to three levels; its root is an object of two to six properties. */
export function randomShape(random: Random): Shape {
  return { key: '', kind: 'object', optional: false, tokens: 0, children: properties(random, 1) };
}

function properties(random: Random, depth: number): Shape[] {
  return Array.from({ length: random.between(2, depth === 1 ? 6 : 4) }, (_, i) =>
    shape(random, `f${depth}${i}`, depth),
  );
}

function shape(random: Random, key: string, depth: number): Shape {
  const optional = random.chance(0.2);
  const kind = depth >= 3 || random.chance(0.6) ? 'leaf' : random.chance(0.5) ? 'object' : 'array';
  // Most fields are labels, some are prose.
  const tokens = kind === 'leaf' ? (random.chance(0.7) ? random.between(1, 6) : random.between(15, 60)) : 0;
  const children =
    kind === 'object'
      ? properties(random, depth + 1)
      : kind === 'array'
        ? [{ ...shape(random, '', depth + 1), optional: false }]
        : [];
  return { key, kind, optional, tokens, children };
}

/** New orders for some objects, at least one of them really new. Keyed by pattern, as a person would drag them. */
export function randomOrders(random: Random, root: Shape): Map<string, string[]> {
  const objects: [string, Shape][] = [];
  collect(root, '', objects);
  const orders = new Map<string, string[]>();
  while (orders.size === 0) {
    for (const [pattern, object] of objects) {
      if (!random.chance(0.6)) continue;
      const keys = object.children.map((child) => child.key);
      const order = random.shuffled(keys);
      if (order.join() !== keys.join()) orders.set(pattern, order);
    }
  }
  return orders;
}

function collect(shape: Shape, pattern: string, into: [string, Shape][]): void {
  if (shape.kind === 'object') into.push([pattern, shape]);
  for (const child of shape.children)
    collect(child, `${pattern}/${shape.kind === 'array' ? '*' : child.key}`, into);
}

/**
 * Writes one document, token by token. What it says (which optional fields, how many items, how long each value is)
 * depends on `seed` and the pointer; how long each token takes on `luck`, in the order written.
 */
export function tell(
  root: Shape,
  orders: ReadonlyMap<string, readonly string[]>,
  seed: number,
  pace: Pace,
  luck: Random,
): Story {
  const events: Streamed[] = [];
  let clock = pace.wait;
  const tick = pace.flush * luck.next();
  function spend(tokens: number): void {
    for (let i = 0; i < tokens; i++) clock += pace.token * Math.max(0, 1 + pace.jitter * luck.normal());
  }
  function emit(at: Omit<Streamed, 't' | 'read'>): void {
    events.push({ ...at, t: clock, read: 0 });
  }
  function write(shape: Shape, key: string | number | null, pointer: string, pattern: string): void {
    const about = new Random(hash(`${seed}${pointer}`));
    const name = typeof key === 'string' ? key.length + 3 : 0;
    const place = { pointer, pattern, key, kind: shape.kind };
    // A name and its colon are two tokens, an item has none.
    spend(typeof key === 'string' ? 2 : 0);
    if (shape.kind === 'leaf') {
      const tokens = Math.max(1, Math.round(shape.tokens * (0.7 + 0.6 * about.next())));
      // Tokens differ in length, so bytes are no clock.
      const bytes = Array.from({ length: tokens }, () => about.between(1, 8)).reduce((sum, n) => sum + n, 2);
      spend(tokens);
      emit({ ...place, bytes: name + bytes });
      return;
    }
    spend(1);
    emit({ ...place, bytes: name + 1 });
    if (shape.kind === 'array') {
      const [item] = shape.children;
      const length = about.between(0, 4);
      for (let i = 0; i < length; i++) {
        if (item !== undefined) write(item, i, `${pointer}/${i}`, `${pattern}/*`);
      }
    } else {
      const order = orders.get(pattern) ?? shape.children.map((child) => child.key);
      for (const next of order) {
        const child = shape.children.find((candidate) => candidate.key === next);
        const at = `${pointer}/${next}`;
        if (child === undefined || (child.optional && new Random(hash(`${seed}?${at}`)).chance(0.3)))
          continue;
        write(child, next, at, `${pattern}/${next}`);
      }
    }
    if (pace.brackets) spend(1);
  }
  write(root, null, '', '');
  deliver(events, pace, tick, luck);
  return { events, end: events.at(-1)?.t ?? clock };
}

/** Turns the moments at which operations were ready into those at which socket reads brought them. */
function deliver(events: Streamed[], pace: Pace, tick: number, luck: Random): void {
  for (const event of events) {
    if (pace.flush > 0) event.t = tick + Math.ceil((event.t - tick) / pace.flush) * pace.flush;
  }
  const held = events.map(() => luck.chance(pace.held));
  for (const [i, event] of [...events.entries()].toReversed()) {
    if (held[i] === true) event.t = events[i + 1]?.t ?? event.t;
  }
  for (const [i, event] of events.entries()) {
    const before = events[i - 1];
    event.read = before === undefined ? 1 : before.read + (before.t === event.t ? 0 : 1);
  }
}
