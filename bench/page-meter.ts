/** What the page counts about itself from its first moment. Times are `performance.now()` of the page. */
export interface Meter {
  /** End of the last task of over 50 ms; 0 before any. */
  lastTaskEnd(): number;
  /** Length of the longest task of over 50 ms that began since; 0 where none did. */
  longestTask(since: number): number;
  /** Frames a second between two moments. */
  frameRate(from: number, to: number): number;
  /** Resolves with the moment of the first frame in which an element that matches has this text in it. */
  seen(selector: string, text: string): Promise<number>;
  /** From now on, how long each pointer move took to the frame that shows it. */
  watchPointer(): void;
  pointerDelays(): number[];
}

declare global {
  interface Window {
    meter: Meter;
  }
}

/** Runs in the page before its own scripts, so it may use nothing from outside its body. */
export function installMeter(): void {
  const tasks: { start: number; length: number }[] = [];
  const frames: number[] = [];
  const delays: number[] = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      tasks.push({ start: startTime, length: duration });
  }).observe({ type: 'longtask', buffered: true });
  const count = (now: number): void => {
    frames.push(now);
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);

  /** What waits for the frame that is being made: called once it has been handed on. */
  const waiting: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => {
    for (const then of waiting.splice(0)) then();
  });
  port1.start();
  const afterFrame = (then: () => void): void => {
    requestAnimationFrame(() => {
      waiting.push(then);
      port2.postMessage(null);
    });
  };

  window.meter = {
    lastTaskEnd: () => Math.max(0, ...tasks.map(({ start, length }) => start + length)),
    longestTask: (since) =>
      Math.max(0, ...tasks.filter(({ start }) => start >= since).map(({ length }) => length)),
    frameRate: (from, to) => (frames.filter((at) => at >= from && at < to).length * 1000) / (to - from),
    seen: (selector, text) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = [...document.querySelectorAll(selector)].some((element) =>
            `${element.getAttribute('aria-label') ?? ''} ${element.textContent ?? ''}`.includes(text),
          );
          if (found) afterFrame(() => resolve(performance.now()));
          else requestAnimationFrame(look);
        };
        look();
      }),
    watchPointer: () => {
      window.addEventListener(
        'pointermove',
        ({ timeStamp }) => afterFrame(() => delays.push(performance.now() - timeStamp)),
        { capture: true },
      );
    },
    pointerDelays: () => delays,
  };
}
