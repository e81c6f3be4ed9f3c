import { optimise, type Wish } from '../../../core/timing/optimise.ts';
import type { Answer } from '../../../core/timing/schedule-play.ts';

/** A wish as it crosses to the worker: functions cannot, so the answers come as lists by run. */
export type SentWish = Omit<Wish, 'answers'> & { answers: ReadonlyMap<string, readonly Answer[]> };

// A search takes up to two seconds, in which the window must go on.
self.addEventListener('message', ({ data }: MessageEvent<SentWish>) => {
  const { answers, ...wish } = data;
  self.postMessage(optimise({ ...wish, answers: (run) => answers.get(run.id) ?? [] }), { transfer: [] });
});
