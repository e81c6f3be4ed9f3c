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

/** Pages of the first days had the whole capture in this one element. */
const TEMPLATE_OPEN = '<template id="landfall-capture">';
const TEMPLATE_CLOSE = '</template>';

class PlayerReader implements FrameReader {
  readonly #capture: FormatReader;
  readonly #encoder = new TextEncoder();
  #inside = false;

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
    const { text } = frame;
    if (!this.#inside) this.#inside = text === CAPTURE_OPEN || text === TEMPLATE_OPEN;
    // A line of the capture is never one of these: it has no `<`.
    else if (text === CAPTURE_CLOSE || text === TEMPLATE_CLOSE) this.#inside = false;
    else this.#capture.push(this.#encoder.encode(`${fromPlayerText(text)}\n`), out);
  }

  end(out: string[]): void {
    this.#capture.end(out);
  }
}
