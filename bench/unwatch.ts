import type { Page } from '@playwright/test';

/**
 * Ends DevTools' watch over the page's network. Playwright always turns it on, and each frame of the WebSocket then
 * crosses three processes once more as Base64 in JSON: for a file of 57 MB that is 2.8 s of two cores, which no window of
 * a person pays. Playwright has no way to ask for this, so its inner session is asked.
 */
export async function unwatch(page: Page): Promise<void> {
  const connection = inside(page, '_connection') as { toImpl(page: Page): unknown };
  const session = ['delegate', '_mainFrameSession', '_client'].reduce(inside, connection.toImpl(page));
  await (session as { send(method: string): Promise<unknown> }).send('Network.disable');
}

function inside(holder: unknown, name: string): unknown {
  const found = (holder as Record<string, unknown>)[name];
  if (found === undefined) throw new Error(`bench: Playwright keeps ${name} elsewhere now`);
  return found;
}
