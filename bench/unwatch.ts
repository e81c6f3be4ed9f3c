import type { Page } from '@playwright/test';

/**
 * Ends DevTools' watch over the page's network. Playwright always turns it on, and each frame of the WebSocket then
 * crosses three processes once more as Base64 in JSON: for a file of 57 MB that is 2.8 s of two cores, which no window of
 * a person pays. Playwright has no way to ask for this, so its inner session is asked.
 */
export async function unwatch(page: Page): Promise<void> {
  const { _connection } = page as unknown as Inner;
  const session = _connection?.toImpl?.(page)?.delegate?._mainFrameSession?._client;
  if (session === undefined) throw new Error('bench: Playwright keeps its session elsewhere now');
  await session.send('Network.disable');
}

interface Inner {
  _connection?: { toImpl?: (page: Page) => { delegate?: { _mainFrameSession?: { _client?: Session } } } };
}

interface Session {
  send(method: 'Network.disable'): Promise<unknown>;
}
