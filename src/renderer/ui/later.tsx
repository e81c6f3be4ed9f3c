import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';

import { ErrorBoundary } from './ErrorBoundary.tsx';

const waiting: (() => Promise<unknown>)[] = [];

/** A part of the window whose code comes after the first picture. */
export interface LaterPart<P extends object> {
  (props: P): ReactNode;
  isHere: () => boolean;
  fetch: () => Promise<unknown>;
}

/**
 * A part of the window that its first picture does not need. Its code comes when the window is at rest, or as soon as
 * the part is shown. One that is here already is drawn in the same render: React's own `lazy` shows its fallback first
 * even then, and keeps it for up to 300 ms. One that cannot be had says so in its place, by its name, and can be asked
 * for again.
 */
export function later<P extends object>(name: string, load: () => Promise<ComponentType<P>>): LaterPart<P> {
  let here: ComponentType<P> | null = null;
  const fetch = async (): Promise<ComponentType<P>> => {
    here ??= await load();
    return here;
  };
  let Coming = coming();
  waiting.push(fetch);

  // `lazy` keeps a failure for ever.
  function coming(): ComponentType<P> {
    return lazy(async () => {
      try {
        return { default: await fetch() };
      } catch (error) {
        Coming = coming();
        throw error;
      }
    });
  }

  function Chosen(props: P): ReactNode {
    // Chosen once: another component in its place would begin anew, with nothing of what was typed.
    const [Part] = useState(() => here ?? Coming);
    return <Part {...props} />;
  }

  function Later(props: P): ReactNode {
    return (
      <ErrorBoundary part={name}>
        <Suspense fallback={null}>
          <Chosen {...props} />
        </Suspense>
      </ErrorBoundary>
    );
  }

  return Object.assign(Later, { isHere: () => here !== null, fetch });
}

/** Whether a part's code is here. Where it is wanted it is fetched; what cannot be had counts as here, and says so. */
export function useIsHere(part: LaterPart<object>, wanted: boolean): boolean {
  const [settled, setSettled] = useState(false);
  const isHere = settled || part.isHere();
  useEffect(() => {
    if (!wanted || isHere) return undefined;
    let mounted = true;
    const settle = (): void => {
      if (mounted) setSettled(true);
    };
    void part.fetch().then(settle, settle);
    return () => {
      mounted = false;
    };
  }, [part, wanted, isHere]);
  return isHere;
}

/** Fetches what is still to come, a part at a time, whenever the window has nothing else to do. */
export function fetchLaterParts(): void {
  const next = waiting.shift();
  if (next === undefined) return;
  requestIdleCallback(() => {
    // One that does not come is asked for again, and complained of, where it is shown.
    void next()
      .catch(() => {})
      .then(fetchLaterParts);
  });
}
