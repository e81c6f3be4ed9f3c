import type { JsonValue } from '../../patch/operation.ts';
import type { Draft, Message } from '../../run/draft.ts';

/** JSON text that stands in a body as it was written. A class, so that no value of the caller's can pass for one. */
export class Source {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

type Value = JsonValue | Source | undefined;
type Members = { [name: string]: Value };

/**
 * The text of an object: the caller's own members first, then ours, which win over theirs. Members that are undefined
 * are left out. The schema is put in as its text, because parsing and printing it would move integer-like keys and
 * respell numbers.
 */
export function bodyText(extra: { [name: string]: JsonValue }, members: Members): string {
  const ours = Object.entries(members).filter(([, value]) => value !== undefined);
  const taken = new Set(ours.map(([name]) => name));
  const theirs = Object.entries(extra).filter(([name]) => !taken.has(name));
  return `{${[...theirs, ...ours].map(([name, value]) => `${JSON.stringify(name)}:${textOf(value)}`).join(',')}}`;
}

/** An object as the value of a member. */
export function object(members: Members): Source {
  return new Source(bodyText({}, members));
}

export function array(...items: Value[]): Source {
  return new Source(`[${items.map(textOf).join(',')}]`);
}

/** An object of the caller's own with ours laid over it; undefined where both are empty. */
export function laidOver(theirs: JsonValue | undefined, ours: Members): Source | undefined {
  const given = typeof theirs === 'object' && theirs !== null && !Array.isArray(theirs) ? theirs : {};
  const text = bodyText(given, ours);
  return text === '{}' ? undefined : new Source(text);
}

export function messagesOf({ input }: Draft): Message[] {
  return typeof input === 'string' ? [{ role: 'user', content: input }] : input;
}

/** The messages of the model's instructions, which some protocols have apart, and the others. */
export function splitMessages(draft: Draft): { system: string; others: Message[] } {
  const messages = messagesOf(draft);
  const system = messages.filter(isSystem).map(({ content }) => content);
  return { system: system.join('\n\n'), others: messages.filter((message) => !isSystem(message)) };
}

function isSystem({ role }: Message): boolean {
  return role === 'system' || role === 'developer';
}

function textOf(value: Value): string {
  return value instanceof Source ? value.json : JSON.stringify(value);
}
