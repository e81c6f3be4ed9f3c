import { proseFor } from './generate/prose.ts';
import { randomFor } from './generate/random.ts';
import type { Model } from './models.ts';
import { proseTokens, type Token } from './text-tokens.ts';

/** What a model thinks before it answers. A stream that has no lane for it only waits as long. */
export function reasoningTokens(model: Model, seed: number): Token[] {
  return proseTokens(proseFor('reasoning', randomFor(seed, 'reasoning'), 160, 400), model, seed, 'reasoning');
}
