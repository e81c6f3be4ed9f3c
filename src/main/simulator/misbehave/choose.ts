import type { Fault, Here, Reply, Stream } from './fault.ts';
import { type LineStyle, type Piece, PLAIN_LINES } from './frame.ts';
import { FAULTS } from './table.ts';

export interface Misbehaviour {
  /** In the order of the table. */
  faults: readonly Fault[];
  /** How many messages come before what happens once; null for half of them. */
  after: number | null;
}

/** The kind of answer that faults happen to. */
export interface Kind {
  stream: boolean;
  framing: 'ndjson' | 'sse';
  dialect: 'patch' | 'chat';
}

export type Chosen = { ok: true; faults: Fault[] } | { ok: false; message: string };

/** The faults of these names, or why they cannot be had. */
export function chooseFaults(names: readonly string[], kind: Kind): Chosen {
  const unknown = names.find((name) => !FAULTS.some((fault) => fault.name === name));
  if (unknown !== undefined) {
    const known = FAULTS.map(({ name }) => name).join(', ');
    return { ok: false, message: `there is no fault "${unknown}". The Simulator has ${known}.` };
  }
  const faults = FAULTS.filter(({ name }) => names.includes(name));
  for (const [index, { name, needs, decides }] of faults.entries()) {
    if (!suits(needs, kind))
      return { ok: false, message: `"${name}" does not happen to this answer: it needs ${NEEDS[needs]}` };
    const other = faults
      .slice(0, index)
      .find((before) => decides !== undefined && before.decides === decides);
    if (other !== undefined)
      return { ok: false, message: `"${other.name}" and "${name}" exclude each other: choose one` };
  }
  return { ok: true, faults };
}

const NEEDS: { readonly [needs in Fault['needs']]: string } = {
  any: 'nothing',
  stream: '"stream": true or "patch"',
  sse: 'server-sent events: "stream": true, or "patch" with the header accept: text/event-stream',
  patch: '"stream": "patch"',
  chat: '"stream": true',
};

function suits(needs: Fault['needs'], { stream, framing, dialect }: Kind): boolean {
  if (needs === 'any' || !stream) return needs === 'any';
  return needs === 'stream' || needs === framing || needs === dialect;
}

/** What comes instead of an answer. A redirect comes first, and is over once it has been followed. */
export function replyInstead({ faults }: Misbehaviour, here: Here, redirected: boolean): Reply | undefined {
  const redirect = redirected ? undefined : faults.find(({ decides }) => decides === 'redirect');
  return (redirect ?? faults.find(({ decides }) => decides === 'reply'))?.reply?.(here);
}

export function writingOf({ faults }: Misbehaviour): { sortedKeys: boolean; repeatedMember: boolean } {
  return {
    sortedKeys: faults.some(({ writing }) => writing?.sortedKeys === true),
    repeatedMember: faults.some(({ writing }) => writing?.repeatedMember === true),
  };
}

export function isHalved({ faults }: Misbehaviour): boolean {
  return faults.some(({ halved }) => halved === true);
}

export function isCompressed({ faults }: Misbehaviour): boolean {
  return faults.some(({ gzip }) => gzip === true);
}

/** The stream as it is said in the end. */
export function misbehaving(
  stream: Omit<Stream, 'last' | 'strike'>,
  { faults, after }: Misbehaviour,
): Stream {
  const { length } = stream.frames;
  const strike = Math.min(after ?? Math.ceil(length / 2), length);
  return faults.reduce<Stream>((told, fault) => fault.stream?.(told) ?? told, {
    ...stream,
    last: 'end',
    strike,
  });
}

export function linesOf({ faults }: Misbehaviour): LineStyle {
  const style = { ...PLAIN_LINES };
  for (const { lines } of faults) Object.assign(style, lines);
  return style;
}

/** Portions for the socket, and whether each goes out on its own. */
export function portions(
  pieces: Iterable<Piece>,
  { faults }: Misbehaviour,
): { pieces: Iterable<Piece>; apart: boolean } {
  const cuts = faults.flatMap((fault) => fault.pieces ?? []);
  return { pieces: cuts.reduce((told, cut) => cut(told), pieces), apart: cuts.length > 0 };
}
