import { CAPTURE_TYPE, fromPlayerText } from '../core/capture/player-page.ts';

/** The capture that the page carries, as the parser brings it (`player-page.ts` draws the page). */
export class Carried {
  /** What was read, in order: the strings that the record keeps too. */
  readonly #read: string[] = [];

  /** Once all is read: the page had nothing to read. */
  get isEmpty(): boolean {
    return this.#read.length === 0;
  }

  /** The next block of whole lines, out of the page; null behind the last, or once reading is stopped. */
  async next(stop: AbortSignal): Promise<string | null> {
    while (!stop.aborted) {
      const loading = document.readyState === 'loading';
      const block = document.querySelector(`script[type="${CAPTURE_TYPE}"]`);
      // The parser goes on behind a block only when it has all of it.
      if (block !== null && (block.nextSibling !== null || !loading)) {
        const text = textOf(block);
        block.remove();
        this.#read.push(text);
        return text;
      }
      if (!loading) return null;
      await parsed(stop);
    }
    return null;
  }

  /** All of it as a file, what nobody has read included. */
  async file(): Promise<Blob> {
    while (document.readyState === 'loading') await parsed();
    const rest = [...document.querySelectorAll(`script[type="${CAPTURE_TYPE}"]`)].map(textOf);
    return new Blob([...this.#read, ...rest], { type: CAPTURE_TYPE });
  }
}

/** The line feed behind the opening tag is ours. */
function textOf(block: Element): string {
  return fromPlayerText((block.textContent ?? '').slice(1));
}

/** Waits until the parser has put something more into the page, has come to its end, or is not waited for any more. */
function parsed(stop?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = new AbortController();
    const observer = new MutationObserver(done);
    observer.observe(document.body, { childList: true });
    document.addEventListener('readystatechange', done, { signal: end.signal });
    stop?.addEventListener('abort', done, { signal: end.signal });
    function done(): void {
      observer.disconnect();
      end.abort();
      resolve();
    }
  });
}
