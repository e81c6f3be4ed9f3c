import { type RefCallback, useLayoutEffect, useState } from 'react';

interface Size {
  /** CSS pixels. */
  width: number;
  height: number;
  /** What one pixel of the design at 1280 × 800 is here, as `--u` in the style sheet; never under one. */
  unit: number;
}

/** Of an element that may come later than the component that asks. */
export function useStageSize(): [RefCallback<HTMLDivElement>, Size] {
  const [element, ref] = useState<HTMLDivElement | null>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0, unit: 1 });
  useLayoutEffect(() => {
    if (element === null) return undefined;
    const read = (): void => {
      const unit = Math.max(1, Math.min(window.innerWidth / 1280, window.innerHeight / 800));
      setSize({ width: element.clientWidth, height: element.clientHeight, unit });
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [ref, size];
}
