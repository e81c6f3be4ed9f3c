/**
 * How calls, answers and pushes travel over the browser shell's WebSocket. Pure text and bytes, so that both ends
 * import the same lines; the wire shape is drawn in `README.md`. Decoders give null for anything else: a frame is
 * whatever somebody sent.
 */
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

/** One text frame, or one binary frame where `args.bytes` are bytes: base64 would cost a third more and a copy. */
export function encodeCall(frame: CallFrame): string | Uint8Array<ArrayBuffer> {
  const { args } = frame;
  if (!isRecord(args) || !(args['bytes'] instanceof Uint8Array)) return JSON.stringify(frame);
  const { bytes, ...others } = args;
  const head = asciiJson({ ...frame, args: others });
  const out = new Uint8Array(4 + head.length + bytes.length);
  new DataView(out.buffer).setUint32(0, head.length);
  for (let i = 0; i < head.length; i++) out[4 + i] = head.charCodeAt(i);
  out.set(bytes, 4 + head.length);
  return out;
}

export function decodeCall(data: string | Uint8Array): CallFrame | null {
  if (typeof data === 'string') return asCall(parse(data));
  if (data.length < 4) return null;
  const headLength = new DataView(data.buffer, data.byteOffset).getUint32(0);
  if (headLength > MAX_HEAD || 4 + headLength > data.length) return null;
  const frame = asCall(parse(String.fromCharCode(...data.subarray(4, 4 + headLength))));
  if (frame === null || !isRecord(frame.args)) return null;
  return { ...frame, args: { ...frame.args, bytes: data.subarray(4 + headLength) } };
}

export function encodeAnswer(frame: AnswerFrame | PushFrame): string {
  return JSON.stringify(frame);
}

export function decodeAnswer(data: string): AnswerFrame | PushFrame | null {
  const frame = parse(data);
  if (!isRecord(frame)) return null;
  if (typeof frame['push'] === 'string') return { push: frame['push'], told: frame['told'] };
  const id = frame['id'];
  if (typeof id !== 'number') return null;
  if (frame['ok'] === true) return { id, ok: true, result: frame['result'] };
  const error = frame['error'];
  return isRecord(error) ? { id, ok: false, error: error as unknown as BridgeError } : null;
}

/** The JSON part of a binary frame names a call and an import; 4 kB is far more than that needs. */
const MAX_HEAD = 4096;

function asCall(frame: unknown): CallFrame | null {
  if (!isRecord(frame)) return null;
  const { id, verb, args } = frame;
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || typeof verb !== 'string') return null;
  return { id, verb, args };
}

/** JSON in ASCII alone, so that its bytes are its character codes. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
