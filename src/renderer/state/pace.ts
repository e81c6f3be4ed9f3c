import { nextTask } from './next-task.ts';

/** Half a frame at 60 Hz: a picture that takes no longer may be made in each, and none is late. Milliseconds. */
const CHEAP = 8;
/** A dearer picture may take this part of the time, so that few frames are late for it, */
const PART = 1 / 12;
/** but nobody waits longer for one, however slow the machine. Milliseconds. */
const LONGEST = 200;

/**
 * When the next picture of a growing run is due. What a picture costs depends on the run, the panels that are open and
 * the machine, so it is measured: a slow model's stream is drawn in every frame, a flood as often as leaves the window
 * smooth. What arrives in between is in the next picture; nothing is left out.
 */
export class Pace {
  readonly #atLeast: number;
  #due = Number.NEGATIVE_INFINITY;

  /** `atLeast`: milliseconds from one picture to the next, however cheap. */
  constructor(atLeast: number) {
    this.#atLeast = atLeast;
  }

  isDue(now: number): boolean {
    return now >= this.#due;
  }

  /** Makes a picture, and measures it to the end of the frame: with layout and painting, not only the scripts. */
  async paint(work: (now: number) => void): Promise<void> {
    const start = performance.now();
    this.#due = Number.POSITIVE_INFINITY;
    work(start);
    await nextTask();
    const cost = performance.now() - start;
    const pause = cost <= CHEAP ? 0 : Math.min(cost / PART, LONGEST);
    this.#due = start + Math.max(this.#atLeast, pause);
  }
}
