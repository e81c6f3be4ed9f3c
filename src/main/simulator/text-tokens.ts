import type { Model } from './models.ts';
import { tokenTimes } from './pace.ts';
import type { Step } from './steps.ts';
import { cutEvenly, cutTokens, leafTokens } from './tokens.ts';

/** A piece of text as a model would make it, and the milliseconds that it takes. */
export interface Token {
  text: string;
  ms: number;
}

/**
 * The compact JSON of an answer in token-like pieces.
 *
 * 1. The pieces joined are the document's JSON text.
 * 2. The pieces of one value take as long together as its operation does in a patch stream (`plan.ts`): what closes
 *    containers, the comma, the key and the colon melt into what follows them, and the last brackets are one piece.
 */
export function documentTokens(steps: readonly Step[], model: Model, seed: number): Token[] {
  const tokens: Token[] = [];
  /** Closing brackets of the containers that are open, the innermost last. */
  const open: string[] = [];
  let before: Step | null = null;
  for (const step of steps) {
    const closing = open.splice(step.depth).toReversed().join('');
    const comma = before !== null && before.depth >= step.depth ? ',' : '';
    const name = typeof step.key === 'string' ? `${JSON.stringify(step.key)}:` : '';
    const forced = `${closing}${comma}${name}${step.container ? step.spelled.charAt(0) : ''}`;
    const own = step.container ? [] : leafTokens(step.spelled);
    const pieces = [...cutEvenly(forced, step.tokens - own.length), ...own];
    push(tokens, pieces, tokenTimes(model, step.tokens, seed, step.pointer));
    if (step.container) open.push(step.spelled.charAt(1));
    before = step;
  }
  const closing = open.toReversed().join('');
  if (closing !== '') push(tokens, [closing], tokenTimes(model, 1, seed, 'close'));
  return tokens;
}

/** Running text in token-like pieces. */
export function proseTokens(text: string, model: Model, seed: number, lane: string): Token[] {
  const tokens: Token[] = [];
  const pieces = cutTokens(text);
  push(tokens, pieces, tokenTimes(model, pieces.length, seed, lane));
  return tokens;
}

function push(tokens: Token[], pieces: readonly string[], times: readonly number[]): void {
  pieces.forEach((text, i) => tokens.push({ text, ms: times[i] ?? 0 }));
}
