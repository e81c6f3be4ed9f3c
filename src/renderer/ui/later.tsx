import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';

const waiting: (() => Promise<void>)[] = [];

/**
 * A part of the window that its first picture does not need. Its code comes when the window is at rest, or as soon as
 * the part is shown. One that is here already is drawn in the same render: React's own `lazy` shows its fallback first
 * even then, and keeps it for up to 300 ms.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let here: ComponentType<P> | null = null;
  const fetch = async (): Promise<ComponentType<P>> => {
    here ??= await load();
    return here;
  };
  const Coming = lazy(async () => ({ default: await fetch() }));
  waiting.push(async () => void (await fetch()));

  return function Later(props: P): ReactNode {
    // Chosen once: another component in its place would begin anew, with nothing of what was typed.
    const [Part] = useState(() => here ?? Coming);
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    );
  };
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
