import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { BRIDGE_PATH } from '../../src/bridge/wire.ts';
import { serve } from '../../src/main/web/serve.ts';
import { socketBridge } from '../../src/renderer/state/socket-bridge.ts';
import type { Transport } from './shell.ts';

/** The browser shell for real: its server, its cookie, and the window's own half of the WebSocket. */
export const webTransport: Transport = {
  name: 'browser shell',
  async connect(services) {
    const folder = mkdtempSync(join(tmpdir(), 'landfall-window-'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    const served = await serve(services, folder, 0);
    const admitted = await fetch(served.invitation(), { redirect: 'manual' });
    const cookie = (admitted.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const origin = `http://127.0.0.1:${served.port}`;
    let isOpen = true;
    // With what a browser adds by itself. A window whose test is over still tries to come back, once a second.
    vi.stubGlobal('WebSocket', function open(url: string): object {
      if (!isOpen || !url.startsWith(`ws://127.0.0.1:${served.port}/`)) return new EventTarget();
      return new WebSocket(url, { headers: { cookie, origin } }).on('error', () => {});
    });
    return {
      window: async () => socketBridge(`ws://127.0.0.1:${served.port}${BRIDGE_PATH}`, () => {}),
      async close() {
        isOpen = false;
        await served.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};
