import type { Frame, Framing, LineStyle, Piece } from './frame.ts';

/** A way to misbehave: what it is called, and its part in one or more stages of an answer. */
export interface Fault {
  name: string;
  /** For people, a sentence. */
  description: string;
  /** The answers that it can happen to: any, streams, SSE streams, operation streams, chat streams. */
  needs: 'any' | 'stream' | 'sse' | 'patch' | 'chat';
  /** Of the faults that decide the same thing only one can be had. */
  decides?: 'reply' | 'redirect' | 'ending' | 'line ends' | 'writes';
  /** Instead of any answer. */
  reply?: (here: Here) => Reply;
  /** How the document is written, before it is planned. */
  writing?: { sortedKeys?: boolean; repeatedMember?: boolean };
  /** Half of the tokens that the answer needs. */
  halved?: boolean;
  /** What is said, message by message. */
  stream?: (stream: Stream) => Stream;
  lines?: Partial<LineStyle>;
  /** Which bytes go out together. */
  pieces?: (pieces: Iterable<Piece>) => Iterable<Piece>;
  gzip?: boolean;
}

/** Where the request came in. */
export interface Here {
  port: number;
  /** The name by which the client knows this machine. */
  hostname: string;
}

export type Reply =
  | { kind: 'answer'; status: number; headers: { [name: string]: string }; body: string }
  /** The connection closes without a byte. */
  | { kind: 'hang-up' }
  /** The connection stays open without a byte. */
  | { kind: 'silence' };

/** A stream before it is bytes. */
export interface Stream {
  framing: Framing;
  dialect: 'patch' | 'chat';
  /** When the head goes out, when the body ends; milliseconds since the request was read. */
  start: number;
  end: number;
  frames: Frame[];
  /** How the body ends: as it should, by a lost connection, or never. */
  last: 'end' | 'cut' | 'silence';
  /** How many frames come before what happens once. */
  strike: number;
}

/** A family of faults is a list under a heading. */
export interface Family {
  title: string;
  faults: readonly Fault[];
}
