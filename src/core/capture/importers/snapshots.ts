import { operationEvent } from '../../protocols/operation-line.ts';
import { unreadableEvent } from '../../protocols/unreadable.ts';
import type { Operation } from '../../patch/operation.ts';
import type { EventBody, Stamp } from '../../run/event.ts';
import type { Frame } from '../../wire/frame.ts';
import type { ImportFormat, ImportOptions } from './format.ts';
import { framed, type FrameReader, TORN_NOTE } from './frame-reader.ts';
import { parsedLine } from './head.ts';
import { RunWriter } from './run-writer.ts';
import { snapshotDifference } from './snapshot-difference.ts';

/**
 * The same object again and again, a line each time that it has grown: what `create_partial` of Instructor yields when a
 * script dumps it. The operations are the differences; those of one line came together and apply together.
 */
export const snapshots: ImportFormat = {
  id: 'snapshots',
  title: 'growing objects, one a line (JSONL of snapshots)',
  fits({ lines }) {
    const [first, second] = lines.slice(0, 2).map(parsedLine);
    return (
      isObject(first) && isObject(second) && Object.keys(first).every((key) => Object.hasOwn(second, key))
    );
  },
  open: (options) => framed(new SnapshotReader(options), 'ndjson'),
};

class SnapshotReader implements FrameReader {
  readonly takenFor = 'snapshots of a growing object, one a line';
  readonly refused = null;
  readonly runs = 1;
  readonly notes: string[] = [];
  readonly #writer: RunWriter;
  #before: string | null = null;

  constructor({ name }: ImportOptions) {
    this.#writer = new RunWriter({ framing: 'ndjson', protocol: 'dottxt.patch', label: name });
  }

  frame(frame: Frame, tail: boolean, out: string[]): void {
    const stamp: Stamp = { t: null, c: null };
    if (frame.kind === 'bad' || frame.kind === 'limit') {
      this.#writer.event(unreadableEvent(frame), stamp, out);
      return;
    }
    if (frame.kind !== 'line') return;
    const value = parsedLine(frame.text);
    if (value === undefined) {
      if (tail) this.notes.push(TORN_NOTE);
      else this.#writer.event(operationEvent(frame.text), stamp, out);
      return;
    }
    const operations = snapshotDifference(this.#before, frame.text);
    this.#before = frame.text;
    const event = together(operations);
    if (event !== null) this.#writer.event(event, stamp, out);
  }

  end(out: string[]): void {
    this.#writer.end(out);
  }
}

function together(texts: readonly string[]): EventBody | null {
  const [only, ...more] = texts;
  if (only === undefined) return null;
  if (more.length === 0) return operationEvent(only);
  const text = `[${texts.join(',')}]`;
  const ops: Operation[] = [];
  for (const one of texts) {
    const event = operationEvent(one);
    if (event.kind !== 'op') return event;
    ops.push(event.op);
  }
  return { kind: 'ops', text, ops };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
