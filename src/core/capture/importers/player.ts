import type { Frame } from '../../wire/frame.ts';
import { CAPTURE_CLOSE, CAPTURE_OPEN, fromPlayerText, PLAYER_MARK } from '../player-page.ts';
import type { FormatReader, ImportFormat, ImportOptions } from './format.ts';
import { framed, type FrameReader } from './frame-reader.ts';
import { patchcap } from './patchcap.ts';

/** The page that *Export → HTML* writes: the capture inside it is read as the capture that it is. */
export const player: ImportFormat = {
  id: 'player',
  title: 'standalone player (HTML)',
  fits: ({ first }) => first.startsWith(PLAYER_MARK),
  open: (options) => framed(new PlayerReader(options), 'ndjson'),
};

class PlayerReader implements FrameReader {
  readonly #capture: FormatReader;
  readonly #encoder = new TextEncoder();
  #part: 'before' | 'inside' | 'behind' = 'before';

  constructor(options: ImportOptions) {
    this.#capture = patchcap.open(options);
  }

  get takenFor(): string | null {
    return 'a standalone player';
  }

  get refused(): string | null {
    return this.#capture.refused;
  }

  get runs(): number {
    return this.#capture.runs;
  }

  get notes(): readonly string[] {
    return this.#capture.notes;
  }

  frame(frame: Frame, _tail: boolean, out: string[]): void {
    if (frame.kind !== 'line') return;
    if (this.#part === 'before') {
      if (frame.text === CAPTURE_OPEN) this.#part = 'inside';
    } else if (this.#part === 'inside') {
      if (frame.text === CAPTURE_CLOSE) this.#part = 'behind';
      else this.#capture.push(this.#encoder.encode(`${fromPlayerText(frame.text)}\n`), out);
    }
  }

  end(out: string[]): void {
    this.#capture.end(out);
  }
}
