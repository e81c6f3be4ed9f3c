import type { JsonValue } from '../patch/operation.ts';
import type { Draft, Message, MustFollow, Parameters } from '../run/draft.ts';
import type { CaptureHeader } from './header.ts';
import { member, numberOf, stringOf } from './members.ts';

/** What each parameter of a draft may be; another value is none. */
const PARAMETERS: { readonly [name in keyof Required<Parameters>]: (value: number) => boolean } = {
  temperature: (value) => value >= 0 && value <= 100,
  max_tokens: (value) => Number.isSafeInteger(value) && value > 0,
  seed: (value) => Number.isSafeInteger(value),
  timeout: (value) => value > 0 && value <= 86_400,
};

/** A title is a line. */
const LONGEST_TITLE = 200;
const LONGEST_ROLE = 200;
const PATTERN = /^(\/([^~/]|~[01])*)*$/;

/**
 * The draft that a captured run was made of, to be run again. What the capture does not have, or has in another way than
 * a draft takes, is `base`'s: a file is anybody's. Null where it has no schema.
 */
export function restoreDraft({ schema, draft, label }: CaptureHeader, base: Draft): Draft | null {
  if (schema === undefined) return null;
  const params = member(draft, 'params');
  const extra = member(draft, 'extra');
  const gates = member(draft, 'gates');
  const mustFollow = member(draft, 'mustFollow');
  const title = [stringOf(draft, 'title'), label].find((one) => one !== undefined && one !== '');
  return {
    title: title?.slice(0, LONGEST_TITLE) ?? base.title,
    schema,
    input: inputOf(member(draft, 'input')) ?? base.input,
    params: isObject(params) ? parametersOf(params) : base.params,
    extra: isObject(extra) ? extra : base.extra,
    gates: Array.isArray(gates) ? gates : base.gates,
    ...(Array.isArray(mustFollow) && { mustFollow: mustFollow.flatMap(edgeOf) }),
  };
}

function parametersOf(params: object): Parameters {
  const found: Parameters = {};
  for (const name of ['temperature', 'max_tokens', 'seed', 'timeout'] as const) {
    const value = numberOf(params, name);
    if (value !== undefined && PARAMETERS[name](value)) found[name] = value;
  }
  return found;
}

function inputOf(value: unknown): string | Message[] | undefined {
  if (!isInput(value) || typeof value === 'string') return typeof value === 'string' ? value : undefined;
  const messages = value.map(({ role, content }) => ({ role, content }));
  // Half of a conversation is another one.
  return messages.every(({ role }) => role !== '' && role.length <= LONGEST_ROLE) ? messages : undefined;
}

/** A prompt, or messages of chat. */
export function isInput(value: unknown): value is string | Message[] {
  return typeof value === 'string' || (Array.isArray(value) && value.length > 0 && value.every(isMessage));
}

function isMessage(value: unknown): value is Message {
  return stringOf(value, 'role') !== undefined && stringOf(value, 'content') !== undefined;
}

function edgeOf(value: unknown): MustFollow[] {
  const [field, after] = [stringOf(value, 'field'), stringOf(value, 'after')];
  if (field === undefined || after === undefined || !PATTERN.test(field) || !PATTERN.test(after)) return [];
  return [{ field, after }];
}

function isObject(value: unknown): value is { [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
