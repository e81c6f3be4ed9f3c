import { startSimulator } from './simulator/simulator.ts';
import { threadFile } from './thread-file.ts';

/** The built-in gateway, started when it is first asked for. */
export interface LazySimulator {
  /** Its base URL, or null where it does not start. */
  address(): Promise<string | null>;
  problem(): string;
  close(): Promise<void>;
}

export function lazySimulator(): LazySimulator {
  let started: ReturnType<typeof startSimulator> | null = null;
  let problem = '';
  return {
    async address() {
      started ??= startSimulator(threadFile('simulator'));
      try {
        return (await started).baseUrl;
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error);
        // Asked again, it is tried again.
        started = null;
        return null;
      }
    },
    problem: () => problem,
    async close() {
      try {
        await (await started)?.close();
      } catch {
        // It never ran: there is nothing to close.
      }
    },
  };
}
