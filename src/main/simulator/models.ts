/** A model is a pace: when the first token comes, how many a second follow, and how unevenly. */
export interface Model {
  id: string;
  description: string;
  /** Milliseconds from the request to the start of the answer. */
  waitMs: number;
  tokensPerSecond: number;
  /** Spread of one token's time about its mean, as the sigma of a log-normal; 0 is a metronome. */
  jitter: number;
  /** Reasons at length before it answers. */
  reasons?: boolean;
}

/** The first is the default of the window. */
export const MODELS: readonly Model[] = [
  {
    id: 'sim/steady-40tps',
    description: 'Starts after 180 ms, then 40 tokens a second, evenly. Reads like a mid-size hosted model.',
    waitMs: 180,
    tokensPerSecond: 40,
    jitter: 0.06,
  },
  {
    id: 'sim/quick-120tps',
    description: 'Starts after 90 ms, then 120 tokens a second. A small model on good hardware.',
    waitMs: 90,
    tokensPerSecond: 120,
    jitter: 0.1,
  },
  {
    id: 'sim/slow-start-25tps',
    description: 'Waits 1.4 s, then 25 tokens a second. A large model behind a queue or a long prompt.',
    waitMs: 1400,
    tokensPerSecond: 25,
    jitter: 0.1,
  },
  {
    id: 'sim/jittery-60tps',
    description: 'Starts after 250 ms, then 60 tokens a second in fits and starts. A busy shared server.',
    waitMs: 250,
    tokensPerSecond: 60,
    jitter: 0.9,
  },
  {
    id: 'sim/reasoning-80tps',
    description:
      'Starts after 200 ms and thinks aloud first, at 80 tokens a second. Operation streams only start later.',
    waitMs: 200,
    tokensPerSecond: 80,
    jitter: 0.1,
    reasons: true,
  },
  {
    id: 'sim/instant',
    description: 'No waiting at all: everything as fast as the connection takes it. For tests and floods.',
    waitMs: 0,
    tokensPerSecond: Infinity,
    jitter: 0,
  },
];

export function modelById(id: string): Model | undefined {
  return MODELS.find((model) => model.id === id);
}
