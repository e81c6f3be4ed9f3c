import { member, numberOf, stringOf } from '../capture/members.ts';
import { formatPointer } from '../patch/pointer.ts';
import type { EventBody } from '../run/event.ts';
import { operationEvent } from './operation-line.ts';
import { Shape } from './shape.ts';

/**
 * The arguments of a function call that Vertex AI streams in parts (`streamFunctionCallArguments`; type `PartialArg` of
 * google-genai): each has a JSON path such as `$.items[0].name` and a value, and a string goes on in the next part of
 * the same path while `willContinue` is true. Containers are not announced, so they are made when something is in them.
 */
export class GrowingArguments {
  readonly #shape = new Shape();
  #path: string | null = null;
  #text = '';

  take(parts: readonly unknown[]): EventBody[] {
    return parts.flatMap((part) => this.#part(part));
  }

  /** The call is complete. */
  end(): EventBody[] {
    const events = [...this.#land()];
    if (!this.#shape.has([])) events.push(add('', '{}'));
    events.push({ kind: 'close', path: '' });
    return events;
  }

  #part(part: unknown): EventBody[] {
    const tokens = tokensOf(stringOf(part, 'jsonPath') ?? '');
    if (tokens === null || tokens.length === 0) {
      const message = 'a part of arguments without a path that can be followed';
      return [{ kind: 'bad', raw: JSON.stringify(part) ?? '', error: { kind: 'malformed', message } }];
    }
    const path = formatPointer(tokens);
    const events: EventBody[] = this.#path === path ? [] : this.#land();
    for (const parent of this.#shape.makeParents(tokens))
      events.push(add(formatPointer(parent.tokens), parent.source));
    const text = stringOf(part, 'stringValue');
    if (text === undefined) {
      const value = member(part, 'boolValue') ?? numberOf(part, 'numberValue') ?? null;
      this.#shape.put(tokens, value);
      events.push(add(path, JSON.stringify(value)));
      return events;
    }
    this.#shape.put(tokens, '');
    this.#path = path;
    this.#text += text;
    if (member(part, 'willContinue') === true) events.push({ kind: 'grow', path, text });
    else events.push(...this.#land());
    return events;
  }

  #land(): EventBody[] {
    if (this.#path === null) return [];
    const landed = add(this.#path, JSON.stringify(this.#text));
    this.#path = null;
    this.#text = '';
    return [landed];
  }
}

function add(path: string, source: string): EventBody {
  return operationEvent(`{"op":"add","path":${JSON.stringify(path)},"value":${source}}`);
}

const STEP = /^(?:\.([\p{L}_$][\p{L}\p{N}_$-]*)|\[(\d+)\]|\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\])/u;

/** Tokens of the plain JSON paths of RFC 9535 that name one place: members and indices. */
function tokensOf(path: string): string[] | null {
  const tokens: string[] = [];
  let rest = path.startsWith('$') ? path.slice(1) : null;
  while (rest !== null && rest !== '') {
    const step = STEP.exec(rest);
    if (step === null) return null;
    const [all, name, index, single, double] = step;
    const quoted = single ?? double;
    tokens.push(name ?? index ?? (quoted ?? '').replaceAll(/\\(.)/g, '$1'));
    rest = rest.slice(all.length);
  }
  return rest === null ? null : tokens;
}
