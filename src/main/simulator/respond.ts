import { planChat } from './chat-plan.ts';
import { chatCompletion, chatFrames } from './chat-wire.ts';
import { isCompressed, linesOf, type Misbehaviour, misbehaving, portions } from './misbehave/choose.ts';
import type { Stream } from './misbehave/fault.ts';
import { type Frame, type Framing, message, type Piece, piecesOf } from './misbehave/frame.ts';
import { type Plan, planAnswer } from './plan.ts';
import { type Refused, schemaRefused } from './refusal.ts';
import type { Order } from './request.ts';

/** A stream, ready to be written. Times are milliseconds since the request was read. */
export interface Delivery {
  contentType: string;
  start: number;
  pieces: Iterable<Piece>;
  /** Each piece goes out on its own; otherwise what is due at one time goes out together. */
  apart: boolean;
  end: number;
  last: Stream['last'];
  gzip: boolean;
}

export type Response =
  | { ok: true; kind: 'stream'; delivery: Delivery }
  /** One JSON text, at its time. */
  | { ok: true; kind: 'whole'; at: number; json: string; gzip: boolean }
  | Refused;

/** Order → plan → messages → bytes, faults included; nothing is done yet. */
export function respond(order: Order): Response {
  const { misbehaviour } = order;
  if (order.kind === 'patch') {
    const planned = planAnswer(order.asked);
    if (!planned.ok) return schemaRefused(planned.refusal, 'response_format');
    const { plan } = planned;
    const frames = operationFrames(plan, order.framing);
    return streamed({ ...plan, framing: order.framing, dialect: 'patch', frames }, misbehaviour);
  }
  const planned = planChat(order.asked);
  if (!planned.ok) {
    const { tool, refusal } = planned;
    return schemaRefused(refusal, tool === null ? 'response_format' : `tools[${tool}].function.parameters`);
  }
  const { plan } = planned;
  if (order.stream) {
    const frames = chatFrames(plan, order.head);
    return streamed({ ...plan, framing: 'sse', dialect: 'chat', frames }, misbehaviour);
  }
  const json = chatCompletion(plan, order.head);
  return { ok: true, kind: 'whole', at: plan.end, json, gzip: isCompressed(misbehaviour) };
}

const CONTENT_TYPES: { readonly [framing in Framing]: string } = {
  ndjson: 'application/x-ndjson',
  sse: 'text/event-stream',
};

function operationFrames(plan: Plan, framing: Framing): Frame[] {
  const event = framing === 'sse' ? 'patch' : null;
  const frames = plan.operations.map(({ at, text }) => message(at, text, event));
  // A gateway that ran out of tokens ends the body and says no more; only a whole answer has the end marker.
  if (framing === 'sse' && !plan.truncated) frames.push(message(plan.end, '{}', 'done'));
  return frames;
}

function streamed(stream: Omit<Stream, 'last' | 'strike'>, misbehaviour: Misbehaviour): Response {
  const { framing, start, end, frames, last } = misbehaving(stream, misbehaviour);
  const { pieces, apart } = portions(piecesOf(frames, framing, linesOf(misbehaviour)), misbehaviour);
  const contentType = CONTENT_TYPES[framing];
  const gzip = isCompressed(misbehaviour);
  return { ok: true, kind: 'stream', delivery: { contentType, start, pieces, apart, end, last, gzip } };
}
