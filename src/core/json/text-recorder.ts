import { TextToOps } from './text-to-ops.ts';
import type { TextPlace, TextProblem, TextSink } from './text-sink.ts';

/** Writes down what the parser tells, a line each, for tests: `leaf /a/0 1.0`. */
export class TextRecorder implements TextSink {
  readonly lines: string[] = [];
  readonly problems: TextProblem[] = [];
  /** Values of the documents, as `JSON.parse` would give them; those left open have what was complete. */
  readonly values: unknown[] = [];
  /** The leaves that grew, with the pieces that they grew by. */
  readonly grown: { value: unknown; pieces: string[] }[] = [];
  readonly parser: TextToOps;
  readonly #containers: object[] = [];
  #growing: string[] = [];

  constructor(pieces: readonly string[]) {
    this.parser = new TextToOps(this);
    for (const piece of pieces) this.parser.push(piece);
    this.parser.end();
    // What grew and never landed belongs to the result; how a landed string was divided does not.
    if (this.#growing.length > 0) this.lines.push(`grown ${JSON.stringify(this.#growing.join(''))}`);
  }

  /** One closed document, and no problem but those that leave it as the grammar and `JSON.parse` have it. */
  get accepted(): boolean {
    const harmless = this.problems.every(({ kind }) => kind === 'duplicate key' || kind === 'lone surrogate');
    return this.values.length === 1 && harmless && !this.parser.open;
  }

  open(type: 'object' | 'array', at: TextPlace): void {
    this.lines.push(`open ${type} ${where(at)}`);
    const container = type === 'array' ? [] : {};
    this.#place(container, at);
    this.#containers.push(container);
  }

  grow(piece: string): void {
    this.#growing.push(piece);
  }

  leaf(value: string | number | boolean | null, source: string, at: TextPlace): void {
    this.lines.push(`leaf ${where(at)} ${source}`);
    this.#place(value, at);
    if (this.#growing.length > 0) this.grown.push({ value, pieces: this.#growing });
    this.#growing = [];
  }

  close(at: TextPlace): void {
    this.lines.push(`close ${where(at)}`);
    this.#containers.pop();
  }

  problem(problem: TextProblem): void {
    this.lines.push(`problem ${JSON.stringify(problem)}`);
    this.problems.push(problem);
  }

  #place(value: unknown, { name, document }: TextPlace): void {
    const container = this.#containers.at(-1);
    if (container === undefined || name === null) this.values[document] = value;
    else
      Object.defineProperty(container, name, { value, writable: true, enumerable: true, configurable: true });
  }
}

function where({ pointer, name, depth, document, offset }: TextPlace): string {
  return `${JSON.stringify(pointer)} ${JSON.stringify(name)} depth ${depth} document ${document} offset ${offset}`;
}
