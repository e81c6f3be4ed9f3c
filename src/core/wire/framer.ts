import type { Framing } from '../capture/header.ts';
import { ArraySplitter } from './array-splitter.ts';
import { BodyText } from './body-text.ts';
import type { Frame } from './frame.ts';
import { LineSplitter } from './line-splitter.ts';
import { SseAssembler } from './sse.ts';

/**
 * Bytes of a line, or characters of the data of one SSE event. Far above any real operation, far below what would
 * threaten the process.
 */
export const LINE_LIMIT = 16 * 1024 * 1024;

export interface Framer {
  /** The frames that these bytes complete. The bytes are not kept. */
  push(bytes: Uint8Array): Frame[];
  /** The end of the body: what was still waiting. */
  end(): Frame[];
}

/**
 * Any cut of the same bytes gives the same frames, but for `text`, which is what came in each piece. After a `limit`
 * frame there are no more.
 */
export function createFramer(framing: Framing, limit = LINE_LIMIT): Framer {
  switch (framing) {
    case 'ndjson':
      return lineFramer(limit);
    case 'sse':
      return sseFramer(limit);
    case 'json-array':
      return arrayFramer(limit);
    case 'text':
      return textFramer();
    default:
      return framing satisfies never;
  }
}

function lineFramer(limit: number): Framer {
  const out = new Outbox();
  const splitter = new LineSplitter(
    {
      line: (text) => {
        if (!isBlank(text)) out.frames.push({ kind: 'line', text });
      },
      bad: (raw) => out.frames.push({ kind: 'bad', raw, why: 'not UTF-8' }),
      limit: (head) => out.frames.push({ kind: 'limit', limit, head }),
    },
    false,
    limit,
  );
  return {
    push(bytes) {
      splitter.push(bytes);
      return out.take();
    },
    end() {
      splitter.end();
      return out.take();
    },
  };
}

function sseFramer(limit: number): Framer {
  const out = new Outbox();
  const events = new SseAssembler((frame) => out.frames.push(frame), limit);
  const splitter = new LineSplitter(
    {
      line: (text) => events.line(text),
      bad: (raw) => events.bad(raw),
      limit: (head) => events.limit(head),
    },
    true,
    limit,
  );
  return {
    push(bytes) {
      splitter.push(bytes);
      return out.take();
    },
    end() {
      splitter.end();
      events.dispatch();
      return out.take();
    },
  };
}

function arrayFramer(limit: number): Framer {
  const out = new Outbox();
  const body = new BodyText();
  const splitter = new ArraySplitter((frame) => out.frames.push(frame), limit);
  return {
    push(bytes) {
      splitter.push(body.push(bytes, out.frames));
      return out.take();
    },
    end() {
      splitter.push(body.push(null, out.frames));
      splitter.end();
      return out.take();
    },
  };
}

function textFramer(): Framer {
  const out = new Outbox();
  const body = new BodyText();
  const push = (bytes: Uint8Array | null): Frame[] => {
    const text = body.push(bytes, out.frames);
    if (text !== '') out.frames.push({ kind: 'text', text });
    return out.take();
  };
  return { push, end: () => push(null) };
}

class Outbox {
  frames: Frame[] = [];

  take(): Frame[] {
    const ready = this.frames;
    this.frames = [];
    return ready;
  }
}

/** Cheap for the usual line, which begins with a brace. */
function isBlank(text: string): boolean {
  return text.length === 0 || (text.charCodeAt(0) <= 32 && text.trim() === '');
}
