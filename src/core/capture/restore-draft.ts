import type { JsonValue } from '../patch/operation.ts';
import type { Draft, Message, MustFollow, Parameters } from '../run/draft.ts';
import type { CaptureHeader } from './header.ts';
import { member, numberOf, stringOf } from './members.ts';

const PARAMETERS = ['temperature', 'max_tokens', 'seed', 'timeout'] as const;

/**
 * The draft that a captured run was made of, to be run again. What the capture does not have, or has in another type
 * than a draft takes, is `base`'s: a file is anybody's. Null where it has no schema.
 */
export function restoreDraft({ schema, draft, label }: CaptureHeader, base: Draft): Draft | null {
  if (schema === undefined) return null;
  const input = member(draft, 'input');
  const params = member(draft, 'params');
  const extra = member(draft, 'extra');
  const gates = member(draft, 'gates');
  const mustFollow = member(draft, 'mustFollow');
  return {
    title: stringOf(draft, 'title') ?? label ?? base.title,
    schema,
    input: isInput(input) ? input : base.input,
    params: isObject(params) ? parametersOf(params) : base.params,
    extra: isObject(extra) ? extra : base.extra,
    gates: Array.isArray(gates) ? gates : base.gates,
    ...(Array.isArray(mustFollow) && { mustFollow: mustFollow.filter(isEdge) }),
  };
}

function parametersOf(params: object): Parameters {
  const found: Parameters = {};
  for (const name of PARAMETERS) {
    const value = numberOf(params, name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** A prompt, or messages of chat. */
export function isInput(value: unknown): value is string | Message[] {
  return typeof value === 'string' || (Array.isArray(value) && value.length > 0 && value.every(isMessage));
}

function isMessage(value: unknown): value is Message {
  return stringOf(value, 'role') !== undefined && stringOf(value, 'content') !== undefined;
}

function isEdge(value: unknown): value is MustFollow {
  return stringOf(value, 'field') !== undefined && stringOf(value, 'after') !== undefined;
}

function isObject(value: unknown): value is { [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
