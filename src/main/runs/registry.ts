import { Refusal } from '../refusal.ts';
import type { LiveRun } from './live-run.ts';
import type { Run } from './run.ts';

/** Runs that no window has closed stay readable, for a reload; a window that never closes any must not fill memory. */
const MAX_KEPT = 8;

/** The runs that windows read now, by id. */
export class RunRegistry {
  readonly #runs = new Map<string, Run>();
  #latest: readonly LiveRun[] = [];

  get isLive(): boolean {
    return this.#latest.some(({ opened }) => opened.live);
  }

  /**
   * The newest run that was started here, or the lanes of the newest race, as far as they are still open, ended or not:
   * what a reloaded window was showing.
   */
  get latest(): readonly LiveRun[] {
    return this.#latest;
  }

  add(run: Run): void {
    this.#runs.set(run.opened.run, run);
    for (const [id, old] of this.#runs) {
      if (this.#runs.size <= MAX_KEPT) break;
      if (!old.opened.live) void this.close(id);
    }
  }

  addLive(started: readonly LiveRun[]): void {
    this.#latest = started;
    for (const run of started) this.add(run);
  }

  find(id: string): Run {
    const run = this.#runs.get(id);
    if (run === undefined)
      throw new Refusal('not found', 'This run is no longer open. Open its capture again.');
    return run;
  }

  all(): Iterable<Run> {
    return this.#runs.values();
  }

  has(id: string): boolean {
    return this.#runs.has(id);
  }

  async close(id: string): Promise<void> {
    const run = this.#runs.get(id);
    if (run === undefined) return;
    this.#runs.delete(id);
    this.#latest = this.#latest.filter((one) => one !== run);
    await run.close();
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#runs.keys()].map((id) => this.close(id)));
  }
}
