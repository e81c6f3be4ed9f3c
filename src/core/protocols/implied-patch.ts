import { elementSources } from '../capture/element-sources.ts';
import { checkOperation } from '../patch/check-operation.ts';
import { formatPointer, parsePointer } from '../patch/pointer.ts';
import type { EventBody } from '../run/event.ts';
import { eventOfValue } from './operation-line.ts';
import { Shape } from './shape.ts';

/**
 * Operations of dialects whose programs hold a document from the start, so that they neither seed the root nor every
 * container on the way. What is missing is seeded before it is used, as dottxt would have sent it; `replace` of what is
 * not there adds it. All else is left as it came.
 */
export class ImpliedPatch {
  readonly #shape = new Shape();

  /** `value` is the parsed `text`. */
  take(value: unknown, text: string): EventBody[] {
    const checked = checkOperation(value);
    if (!checked.ok) return [eventOfValue(value, text)];
    const { op } = checked;
    const tokens = parsePointer(op.path);
    if (!Array.isArray(tokens)) return [eventOfValue(value, text)];
    const events = op.op === 'remove' || op.op === 'test' ? [] : this.#seeds(tokens);
    switch (op.op) {
      case 'add':
        this.#shape.insert(tokens, op.value);
        break;
      case 'replace': {
        const isThere = this.#shape.has(tokens);
        this.#shape.put(tokens, op.value);
        if (!isThere) return [...events, operation('add', tokens, sourceOf(text))];
        break;
      }
      case 'append':
        if (!this.#shape.has(tokens)) {
          this.#shape.put(tokens, op.value);
          return [...events, operation('add', tokens, sourceOf(text))];
        }
        break;
      case 'remove':
        this.#shape.remove(tokens);
        break;
      case 'move':
      case 'copy':
        // What it brings is not known here; a place in it is then seeded once more at worst, which tells of itself.
        this.#shape.put(tokens, null);
        break;
      case 'test':
        break;
      default:
        op satisfies never;
    }
    return [...events, { kind: 'op', text, op }];
  }

  /** `set`: the place has this value from now on, whether there was one or not. */
  set(tokens: readonly string[], source: string): EventBody[] {
    const events = this.#seeds(tokens);
    const replaces = this.#shape.isItem(tokens) && this.#shape.has(tokens);
    this.#shape.put(tokens, JSON.parse(source));
    return [...events, operation(replaces ? 'replace' : 'add', tokens, source)];
  }

  append(tokens: readonly string[], source: string): EventBody[] {
    if (!this.#shape.has(tokens)) return this.set(tokens, source);
    return [operation('append', tokens, source)];
  }

  isContainer(tokens: readonly string[]): boolean {
    return this.#shape.isContainer(tokens);
  }

  #seeds(tokens: readonly string[]): EventBody[] {
    return this.#shape.makeParents(tokens).map((made) => operation('add', made.tokens, made.source));
  }
}

function operation(op: 'add' | 'replace' | 'append', tokens: readonly string[], source: string): EventBody {
  const text = `{"op":"${op}","path":${JSON.stringify(formatPointer(tokens))},"value":${source}}`;
  return eventOfValue(JSON.parse(text), text);
}

/** The value as it was spelled. */
export function sourceOf(text: string, name = 'value'): string {
  return elementSources(text).get(name) ?? 'null';
}
