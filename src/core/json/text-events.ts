import type { JsonValue } from '../patch/operation.ts';
import type { EventBody } from '../run/event.ts';
import { TextToOps } from './text-to-ops.ts';
import type { TextPlace, TextProblem, TextSink } from './text-sink.ts';

/** The events that a text comes to. */
export type TextEvent = Extract<EventBody, { kind: 'op' | 'bad' | 'grow' | 'close' | 'note' }>;

export interface TextEventOptions {
  /** Pointer of the documents' root, for a text that is part of a larger document. */
  root?: string;
  /**
   * `leaf`, the default: one `add` for each complete leaf and each seed, exactly as dottxt sends, and `grow` beside
   * them. `live`: a string that is cut opens as `""` and grows by `append`, and `close` tells that it has landed.
   */
  granularity?: 'leaf' | 'live';
}

/**
 * JSON text in pieces → events of a run: the adapter between `TextToOps` and a protocol decoder.
 *
 * A decoder makes one `TextEvents` for each text that is a document of its own, hands it every piece in the order of
 * arrival, returns what it answers, and calls `end` at the end of that text (not only of the stream):
 *
 * - OpenAI chat: one for `delta.content`; one for each `tool_calls[].index`, fed with `function.arguments`; ended by
 *   `finish_reason` or the end of the stream. Reasoning is not fed.
 * - OpenAI Responses: one for each `output_index`, ended by its `….done` event.
 * - Anthropic: one for each `index` of a content block, fed with `text` or `partial_json`, ended by
 *   `content_block_stop`. A tool without arguments sends no text: its `no document` is no fault.
 * - Gemini: one for each candidate's `parts[].text`. Ollama: one for `message.content` or `response`.
 * - Plain JSON text: one for the body.
 *
 * Where several texts share a run, give each a `root` of its own and seed what is above it. Every event that one piece
 * yields has the stamp of that piece. The cost is that of the parser, and a few strings for each leaf.
 */
export class TextEvents implements TextSink {
  readonly #parser: TextToOps;
  readonly #live: boolean;
  #events: TextEvent[] = [];
  /** The piece that is being read: what a `bad` event shows. */
  #text = '';
  /** Length of what `append` has brought of the string that is growing; -1 where none is. */
  #appended = -1;

  constructor(options: TextEventOptions = {}) {
    this.#parser = new TextToOps(this, options.root);
    this.#live = options.granularity === 'live';
  }

  push(text: string): TextEvent[] {
    this.#text = text;
    this.#parser.push(text);
    return this.#take();
  }

  end(): TextEvent[] {
    this.#parser.end();
    return this.#take();
  }

  open(type: 'object' | 'array', at: TextPlace): void {
    this.#add(at.pointer, type === 'object' ? {} : [], type === 'object' ? '{}' : '[]');
  }

  leaf(value: string | number | boolean | null, source: string, at: TextPlace): void {
    const path = at.pointer;
    if (this.#appended < 0 || typeof value !== 'string') {
      this.#add(path, value, source);
      return;
    }
    if (this.#appended < value.length) this.#append(path, value.slice(this.#appended));
    this.#appended = -1;
    this.#events.push({ kind: 'close', path });
  }

  grow(piece: string, at: TextPlace): void {
    const path = at.pointer;
    if (!this.#live) {
      this.#events.push({ kind: 'grow', path, text: piece });
      return;
    }
    if (this.#appended < 0) {
      this.#appended = 0;
      this.#add(path, '', '""');
    }
    if (piece === '') return;
    this.#appended += piece.length;
    this.#append(path, piece);
  }

  close(at: TextPlace): void {
    this.#events.push({ kind: 'close', path: at.pointer });
  }

  problem({ kind, message, pointer, offset }: TextProblem): void {
    const place = `${message} (character ${offset + 1})`;
    switch (kind) {
      case 'syntax':
        this.#events.push({
          kind: 'bad',
          raw: this.#text,
          error: { kind: 'syntax', message: `${place}, at ${JSON.stringify(pointer)}` },
        });
        break;
      case 'depth':
      case 'limit':
        this.#events.push({
          kind: 'bad',
          raw: this.#text,
          error: { kind: 'limit', message: `${place}, at ${JSON.stringify(pointer)}` },
        });
        break;
      case 'truncated':
      case 'no document':
      case 'duplicate key':
      case 'lone surrogate':
      case 'prose':
      case 'fence':
      case 'another document':
        this.#events.push({ kind: 'note', what: kind, path: pointer, message: place });
        break;
    }
  }

  #add(path: string, value: JsonValue, source: string): void {
    const text = `{"op":"add","path":${JSON.stringify(path)},"value":${source}}`;
    this.#events.push({ kind: 'op', text, op: { op: 'add', path, value } });
  }

  #append(path: string, value: string): void {
    const text = `{"op":"append","path":${JSON.stringify(path)},"value":${JSON.stringify(value)}}`;
    this.#events.push({ kind: 'op', text, op: { op: 'append', path, value } });
  }

  #take(): TextEvent[] {
    const events = this.#events;
    if (events.length > 0) this.#events = [];
    return events;
  }
}
