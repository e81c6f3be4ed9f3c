/**
 * How calls, answers and pushes travel over the browser shell's WebSocket. Pure text and bytes, so that both ends
 * import the same lines; the wire shape is drawn in `README.md`. Decoders give null for anything else: a frame is
 * whatever somebody sent.
 */
import { fromUtf8, toUtf8 } from '../core/wire/utf8.ts';
import type { BridgeError } from './contract.ts';

export interface CallFrame {
  id: number;
  verb: string;
  args: unknown;
}

export type AnswerFrame =
  | { id: number; ok: true; result: unknown }
  | { id: number; ok: false; error: BridgeError };

export interface PushFrame {
  push: string;
  told: unknown;
}

/** Where the WebSocket is, on the window's own origin. */
export const BRIDGE_PATH = '/bridge';

/** Largest frame that main accepts: a piece of an imported file (1 MB) or a call with a large schema, with room. */
export const MAX_FRAME_BYTES = 8 * 1024 * 1024;

/**
 * One text frame, or one binary frame where `args.bytes` are bytes: base64 would cost a third more and a copy, and lines
 * as JSON an escape for every quote.
 */
export function encodeCall(frame: CallFrame): string | Uint8Array<ArrayBuffer> {
  return encode({ ...frame }, 'args');
}

export function decodeCall(data: string | Uint8Array): CallFrame | null {
  const frame = decode(data, 'args');
  if (frame === null) return null;
  const { id, verb, args } = frame;
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || typeof verb !== 'string') return null;
  return { id, verb, args };
}

/** As `encodeCall`, with `result.bytes`. */
export function encodeAnswer(frame: AnswerFrame | PushFrame): string | Uint8Array<ArrayBuffer> {
  return encode({ ...frame }, 'result');
}

export function decodeAnswer(data: string | Uint8Array): AnswerFrame | PushFrame | null {
  const frame = decode(data, 'result');
  if (frame === null) return null;
  if (typeof frame['push'] === 'string') return { push: frame['push'], told: frame['told'] };
  const id = frame['id'];
  if (typeof id !== 'number') return null;
  if (frame['ok'] === true) return { id, ok: true, result: frame['result'] };
  const error = frame['error'];
  return isRecord(error) ? { id, ok: false, error: error as unknown as BridgeError } : null;
}

/** Length of the JSON (uint32, big-endian) · the JSON without the bytes · the bytes. */
function encode(frame: Record<string, unknown>, holder: Holder): string | Uint8Array<ArrayBuffer> {
  const held = frame[holder];
  if (!isRecord(held) || !(held['bytes'] instanceof Uint8Array)) return JSON.stringify(frame);
  const { bytes, ...others } = held;
  const head = toUtf8(JSON.stringify({ ...frame, [holder]: others }));
  const out = new Uint8Array(4 + head.length + bytes.length);
  new DataView(out.buffer).setUint32(0, head.length);
  out.set(head, 4);
  out.set(bytes, 4 + head.length);
  return out;
}

function decode(data: string | Uint8Array, holder: Holder): Record<string, unknown> | null {
  if (typeof data === 'string') return parse(data);
  if (data.length < 4) return null;
  const headLength = new DataView(data.buffer, data.byteOffset).getUint32(0);
  if (4 + headLength > data.length) return null;
  const frame = parse(fromUtf8(data.subarray(4, 4 + headLength)));
  const held = frame?.[holder];
  if (frame === null || !isRecord(held)) return null;
  return { ...frame, [holder]: { ...held, bytes: data.subarray(4 + headLength) } };
}

/** The member of a frame in which bytes may stand. */
type Holder = 'args' | 'result';

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
