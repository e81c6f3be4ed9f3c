import type { Message } from '../../../core/run/draft.ts';

type Input = string | Message[];

/** As the SDK does it: a plain prompt is one message of the user. */
export function asMessages(input: Input): Message[] {
  return typeof input === 'string' ? [{ role: 'user', content: input }] : input;
}

/** The words of the last user message; `lost` where that is not all there was. */
export function asText(input: Input): { text: string; lost: boolean } {
  if (typeof input === 'string') return { text: input, lost: false };
  const last = input.findLast(({ role }) => role === 'user') ?? input.at(-1);
  const lost = input.some((message) => message !== last && message.content !== '');
  return { text: last?.content ?? '', lost };
}

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(from, 1).toSpliced(to, 0, item);
}
