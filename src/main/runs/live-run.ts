import type { Decision, OpenedRun, RunChunk } from '../../bridge/contract.ts';
import { eventLine } from '../../core/capture/encode.ts';
import { assess, type DocumentCheck } from '../../core/run/assess.ts';
import { RunRecord } from '../../core/run/record.ts';
import type { Verdict } from '../../core/run/verdict.ts';
import { toUtf8 } from '../../core/wire/utf8.ts';
import type { PreparedRun } from '../gateway/prepare-run.ts';
import { streamRun } from '../gateway/stream-run.ts';
import type { CaptureWriter } from '../library/capture-writer.ts';
import { monotonic } from '../monotonic.ts';
import { Refusal } from '../refusal.ts';
import { CHUNK_CHARACTERS, type Run } from './run.ts';

/** A read that has nothing new to tell answers at the latest now, so that no window waits on a lost call for ever. */
const LONGEST_WAIT_MS = 1000;

export interface LiveOptions {
  prepared: PreparedRun;
  writer: CaptureWriter;
  check: DocumentCheck;
  name: string;
  /** Puts a line into the capture after it has been written to its end. */
  amend?: (line: string) => Promise<void>;
  /** With the end, before any window knows it. */
  onVerdict?: (verdict: Verdict) => void;
}

/** A run on the wire. Its lines stay here, so that a window that was reloaded reads it again from the start. */
export class LiveRun implements Run {
  readonly opened: OpenedRun;
  /** Resolves when the run has ended and its capture is on the disk. */
  readonly ended: Promise<void>;
  readonly #record: (line: string) => void | Promise<void>;
  /** The capture has been written to its end. */
  #written = false;
  readonly #stop = new AbortController();
  /** One entry a socket read. `from` and `next` count them. */
  readonly #pieces: string[] = [];
  readonly #waiting = new Set<() => void>();
  #sent: number | null = null;
  /** The window has been told that the request is out; it counts down from there. */
  #announced = false;
  #verdict: Verdict | null = null;

  constructor(options: LiveOptions) {
    const { prepared, writer, name } = options;
    const { header } = prepared;
    this.#record = async (line) => {
      if (!this.#written) return writer.write(line);
      await this.ended;
      await options.amend?.(line);
    };
    this.opened = {
      run: header.id ?? name,
      capture: writer.id,
      name,
      header,
      live: true,
      size: null,
      takenFor: null,
      notes: writer.problem === null ? [] : [writer.problem],
      saved: writer.problem === null,
      reading: null,
      parts: [],
    };
    this.ended = this.#go(options);
  }

  async read(from: number): Promise<RunChunk> {
    if (from >= this.#pieces.length && this.#verdict === null && (this.#announced || this.#sent === null)) {
      await this.#news();
    }
    let next = Math.min(from, this.#pieces.length);
    let size = 0;
    while (next < this.#pieces.length && size < CHUNK_CHARACTERS) size += this.#pieces[next++]?.length ?? 0;
    const done = this.#verdict !== null && next === this.#pieces.length;
    const now = this.#sent === null || this.#verdict !== null ? null : monotonic() - this.#sent;
    this.#announced ||= now !== null;
    return {
      bytes: toUtf8(this.#pieces.slice(from, next).join('\n')),
      next,
      done,
      progress: null,
      now,
      verdict: done ? this.#verdict : null,
    };
  }

  /** Something about its file went wrong; the run itself goes on, here and in the windows. */
  noteProblem(problem: string): void {
    this.opened.notes = [...this.opened.notes, problem];
    this.opened.saved = false;
  }

  stop(): void {
    this.#stop.abort();
  }

  async decide(decision: Omit<Decision, 'run'>): Promise<string> {
    const t = this.#sent === null ? null : Math.round((monotonic() - this.#sent) * 1000) / 1000;
    // The header comes with the first byte, and nothing may stand in front of it.
    if (this.#pieces.length === 0)
      throw new Refusal('invalid', 'Nothing has arrived that could be decided on.');
    const line = eventLine({ kind: 'gate', t, c: null, ...decision });
    this.#pieces.push(line);
    this.#wake();
    await this.#record(line);
    return line;
  }

  async close(): Promise<void> {
    this.stop();
    await this.ended;
  }

  async #go({ prepared, writer, check, onVerdict }: LiveOptions): Promise<void> {
    const record = new RunRecord();
    await streamRun({
      run: prepared,
      signal: this.#stop.signal,
      onSent: (now) => {
        this.#sent = now;
        this.#wake();
      },
      onLines: (lines) => {
        this.#pieces.push(lines);
        writer.write(lines);
        // Folded as it arrives: about a microsecond an operation, and the verdict is there with the end.
        for (const line of lines.split('\n')) record.push(line);
        this.#wake();
      },
    });
    this.#written = true;
    await writer.end();
    const verdict = await assess(record, check);
    const saved = writer.problem === null ? verdict.reason : `${verdict.reason} ${writer.problem}`;
    onVerdict?.(verdict);
    this.#verdict = { ...verdict, reason: saved };
    this.opened.live = false;
    this.#wake();
  }

  #news(): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, LONGEST_WAIT_MS);
      this.#waiting.add(wake);
    });
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }
}
