import type { Framing } from '../capture/header.ts';
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

/** Any cut of the same bytes gives the same frames. After a `limit` frame there are no more. */
export function createFramer(framing: Framing, limit = LINE_LIMIT): Framer {
  return framing === 'sse' ? sseFramer(limit) : lineFramer(limit);
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
