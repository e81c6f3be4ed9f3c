import { elementSources } from '../capture/element-sources.ts';
import { member, numberOf, stringOf } from '../capture/members.ts';
import type { EventBody } from '../run/event.ts';
import { TextDocuments } from './documents.ts';
import { GrowingArguments } from './gemini-arguments.ts';
import { payloadDecoder } from './payload.ts';
import type { Payload, Protocol } from './protocol.ts';

/**
 * Gemini `streamGenerateContent`: events with `alt=sse`, otherwise one JSON array that is streamed element by element.
 * Parts of `candidates[].content` hold text, thoughts (`thought: true`) or whole function calls; Vertex can stream the
 * arguments of a call (`partialArgs`). `finishReason` is in the last element of a candidate.
 */
export const gemini: Protocol = {
  title: 'Gemini',
  recording: 'a stream of Gemini',
  stored: 'frames',
  framings: ['sse', 'json-array', 'ndjson'],
  recognises: ({ json }) =>
    member(member(member(json, 'candidates'), '0'), 'content') !== undefined ||
    member(member(member(json, 'candidates'), '0'), 'finishReason') !== undefined ||
    member(json, 'usageMetadata') !== undefined ||
    member(json, 'promptFeedback') !== undefined,
  decoder() {
    const generation = new Generation();
    return payloadDecoder({ read: (payload) => generation.chunk(payload), end: () => generation.end() });
  },
};

class Generation {
  readonly #documents = new TextDocuments();
  #calls = 0;
  #growing: GrowingArguments | null = null;

  chunk({ data, json }: Payload): EventBody[] {
    const events: EventBody[] = [];
    const candidates = member(json, 'candidates');
    const sources = Array.isArray(candidates)
      ? [...elementSources(sourceOf(data, 'candidates')).values()]
      : [];
    let finished = false;
    for (const [position, candidate] of Array.isArray(candidates) ? candidates.entries() : []) {
      const index = numberOf(candidate, 'index') ?? position;
      const prefix = index === 0 ? '' : `${OTHER}${index}/`;
      events.push(...this.#parts(prefix, candidate, sources[position] ?? '{}'));
      const reason = stringOf(candidate, 'finishReason');
      if (reason === undefined) continue;
      finished = true;
      const isOwn = (key: string): boolean =>
        prefix === '' ? !key.startsWith(OTHER) : key.startsWith(prefix);
      events.push(...this.#documents.endWhere(isOwn), { kind: 'finish', reason });
    }
    const blocked = stringOf(member(json, 'promptFeedback'), 'blockReason');
    if (blocked !== undefined) {
      const message = `the prompt was blocked: ${blocked}`;
      events.push({ kind: 'err', source: 'in-band', message, data: member(json, 'promptFeedback') });
    }
    const usage = member(json, 'usageMetadata');
    if (usage !== undefined) events.push({ kind: 'usage', data: usage });
    if (finished) events.push({ kind: 'mark', name: 'done' });
    const isKnown = Array.isArray(candidates) || blocked !== undefined || usage !== undefined;
    return isKnown ? events : [{ kind: 'unknown', name: 'message', text: data }];
  }

  end(): EventBody[] {
    return this.#documents.endAll();
  }

  #parts(prefix: string, candidate: unknown, source: string): EventBody[] {
    const parts = member(member(candidate, 'content'), 'parts');
    if (!Array.isArray(parts)) return [];
    const sources = [...elementSources(sourceOf(sourceOf(source, 'content'), 'parts')).values()];
    return parts.flatMap((part: unknown, position) => {
      const call = member(part, 'functionCall');
      if (call !== undefined)
        return this.#call(prefix, call, sourceOf(sources[position] ?? '{}', 'functionCall'));
      const text = stringOf(part, 'text') ?? '';
      if (member(part, 'thought') === true) return [{ kind: 'reason' as const, text }];
      return this.#documents.push(`${prefix}content`, text);
    });
  }

  #call(prefix: string, call: unknown, source: string): EventBody[] {
    const name = stringOf(call, 'name');
    const partial = member(call, 'partialArgs');
    const more = member(call, 'willContinue') === true;
    if (this.#growing !== null || Array.isArray(partial) || (more && member(call, 'args') === undefined)) {
      this.#growing ??= new GrowingArguments();
      const key = `${prefix}tools/${this.#calls}`;
      const told = this.#growing.take(Array.isArray(partial) ? partial : []);
      if (!more) {
        told.push(...this.#growing.end());
        this.#growing = null;
        this.#calls += 1;
      }
      return this.#documents.ops(key, name, told);
    }
    const key = `${prefix}tools/${this.#calls++}`;
    const told = this.#documents.push(key, elementSources(source).get('args') ?? '{}', name);
    return [...told, ...this.#documents.end(key)];
  }
}

/** Keys of what belongs to a candidate beyond the first. */
const OTHER = 'candidates/';

function sourceOf(text: string, name: string): string {
  return elementSources(text).get(name) ?? '{}';
}
