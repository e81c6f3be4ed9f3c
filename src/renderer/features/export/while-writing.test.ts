import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { useNotices } from '../../state/notices.ts';
import { whileWriting } from './while-writing.ts';

/** Work that goes on until it is stopped or told to end. */
function work(): { begin: (signal: AbortSignal) => Promise<string>; end: (result: string) => void } {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return {
    begin: (signal) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      return promise;
    },
    end: resolve,
  };
}

function notices(): string[] {
  return useNotices.getState().notices.map(({ text }) => text);
}

describe('a file that is being written', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    useNotices.setState({ notices: [] });
  });

  test('should be said while it takes its time, however long, and not behind it', async () => {
    const { begin, end } = work();
    const written = whileWriting('Writing…', begin);
    expect(notices()).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(notices()).toEqual(['Writing…']);
    end('file');
    expect(await written).toBe('file');
    expect(notices()).toEqual([]);
  });

  test('should be given up where a person stops it', async () => {
    const written = whileWriting('Writing…', work().begin);
    await vi.advanceTimersByTimeAsync(1000);
    useNotices.getState().notices[0]?.actions?.[0]?.run();
    expect(await written).toBeNull();
    expect(notices()).toEqual([]);
  });
});
