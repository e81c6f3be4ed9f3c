import type { Pushes, Told } from '../bridge/contract.ts';
import type { Push } from '../bridge/verbs.ts';

type Tell = <P extends Push>(push: P, told: Pushes[P]) => void;

/** The windows that are open now, whichever shell shows them. */
export interface Windows {
  readonly open: number;
  /** Adds a window; the function given back removes it. */
  attach(tell: Tell): () => void;
  push<P extends Push>(push: P, told: Told<P>): void;
}

export function createWindows(): Windows {
  const all = new Set<Tell>();
  return {
    get open() {
      return all.size;
    },
    attach(tell) {
      all.add(tell);
      return () => all.delete(tell);
    },
    push(push, told) {
      for (const tell of all) tell(push, told);
    },
  };
}
