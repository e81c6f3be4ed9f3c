/** The parts of gifenc that are used here; it brings no types of its own. */
declare module 'gifenc' {
  type Colour = [red: number, green: number, blue: number];

  /** At most so many colours that stand for those of the pixels (RGBA). */
  export function quantize(pixels: Uint8ClampedArray, most: number): Colour[];
  export function nearestColorIndex(palette: readonly Colour[], colour: Colour): number;
  export function GIFEncoder(): {
    /** `delay` in milliseconds; `dispose` 1 leaves the picture standing. The first frame brings the palette. */
    writeFrame(
      indices: Uint8Array,
      width: number,
      height: number,
      options: {
        palette?: readonly Colour[];
        delay: number;
        transparent: boolean;
        transparentIndex: number;
        dispose: number;
      },
    ): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  };
}
