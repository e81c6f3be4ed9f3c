import { afterEach, beforeEach, describe } from 'vitest';
import { desktopTransport } from './desktop-transport.ts';
import { openShell, type OpenShell, type Transport } from './shell.ts';
import { webTransport } from './web-transport.ts';

/** One suite over both transports. `shell` is another one for each test: read its members when they are needed. */
export function overBoth(what: string, suite: (shell: OpenShell, transport: Transport) => void): void {
  describe.each([webTransport, desktopTransport])(`${what} over the $name`, (transport) => {
    const shell = {} as OpenShell;
    beforeEach(async () => {
      Object.assign(shell, await openShell(transport));
    });
    afterEach(() => shell.close());
    suite(shell, transport);
  });
}
