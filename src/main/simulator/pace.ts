import { randomFor } from './generate/random.ts';
import type { Model } from './models.ts';

/** Milliseconds from the request to the start of the answer. */
export function waitOf(model: Model, seed: number): number {
  return model.waitMs * unevenness(model.jitter / 2, randomFor(seed, 'wait'));
}

/** Milliseconds that each token of one value takes, the unevenness drawn for each; keyed by the value's pointer. */
export function tokenTimes(model: Model, tokens: number, seed: number, pointer: string): number[] {
  const mean = 1000 / model.tokensPerSecond;
  const random = randomFor(seed, pointer, 'pace');
  return Array.from({ length: tokens }, () => (mean === 0 ? 0 : mean * unevenness(model.jitter, random)));
}

/** A log-normal factor of mean 1 (Box–Muller): never negative, now and then long, as token times are. */
function unevenness(sigma: number, random: () => number): number {
  if (sigma === 0) return 1;
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.exp(sigma * normal - (sigma * sigma) / 2);
}
