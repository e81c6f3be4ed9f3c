import { Pace } from './pace.ts';

interface Painter {
  /** Whether there is anything new to show. */
  isDue: () => boolean;
  /** `at`: the moment that the picture shows, on `performance.now()`'s clock. */
  paint: (at: number) => void;
}

/** Pictures of several growing runs, all of them in the same frames and of the same moment, as often as is smooth. */
export class Frames {
  readonly #pace: Pace;
  readonly #painters = new Set<Painter>();
  #asked = false;

  /** `atLeast`: milliseconds from one picture to the next, however cheap. */
  constructor(atLeast: number) {
    this.#pace = new Pace(atLeast);
  }

  /** Paints until the function that it returns is called. */
  join(painter: Painter): () => void {
    this.#painters.add(painter);
    this.#ask();
    return () => void this.#painters.delete(painter);
  }

  #ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame((at) => this.#frame(at));
  }

  #frame(at: number): void {
    this.#asked = false;
    if (this.#painters.size === 0) return;
    this.#ask();
    if (!this.#pace.isDue(at) || ![...this.#painters].some((painter) => painter.isDue())) return;
    void this.#pace.paint((now) => {
      for (const painter of this.#painters) if (painter.isDue()) painter.paint(now);
    });
  }
}
