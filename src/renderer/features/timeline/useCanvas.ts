import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';

export interface Canvas {
  /** CSS pixels. */
  width: number;
  height: number;
  /** From the window's left edge to the canvas's. */
  xOf: (clientX: number) => number;
  /** The context scaled to CSS pixels; null before the canvas is there. */
  context: () => CanvasRenderingContext2D | null;
}

/** A canvas that is as sharp as the screen and as large as its box. */
export function useCanvas(): [RefObject<HTMLCanvasElement | null>, Canvas] {
  const ref = useRef<HTMLCanvasElement>(null);
  const [{ width, height }, setSize] = useState({ width: 0, height: 0 });

  useLayoutEffect(() => {
    const canvas = ref.current;
    if (canvas === null) return undefined;
    const measure = (): void => {
      const size = { width: canvas.clientWidth, height: canvas.clientHeight };
      setSize((old) => (old.width === size.width && old.height === size.height ? old : size));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(canvas);
    return () => observer.disconnect();
  }, []);

  const canvas = useMemo(
    () => ({
      width,
      height,
      xOf: (clientX: number) => clientX - (ref.current?.getBoundingClientRect().left ?? 0),
      context: () => {
        const canvas = ref.current;
        const ctx = canvas?.getContext('2d') ?? null;
        if (canvas === null || ctx === null || width === 0 || height === 0) return null;
        const ratio = window.devicePixelRatio;
        const pixels = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
        // Setting the size clears the canvas and its state, so only when it changed.
        if (canvas.width !== pixels.width || canvas.height !== pixels.height) Object.assign(canvas, pixels);
        ctx.setTransform(pixels.width / width, 0, 0, pixels.height / height, 0, 0);
        return ctx;
      },
    }),
    [width, height],
  );
  return [ref, canvas];
}
