import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

interface Size {
  /** CSS pixels. */
  width: number;
  height: number;
  /** What one pixel of the design at 1280 × 800 is here, as `--u` in the style sheet; never under one. */
  unit: number;
}

export function useStageSize(): [RefObject<HTMLDivElement | null>, Size] {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0, unit: 1 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const read = (): void => {
      const unit = Math.max(1, Math.min(window.innerWidth / 1280, window.innerHeight / 800));
      setSize({ width: element.clientWidth, height: element.clientHeight, unit });
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
