import type { Protocol } from 'electron';
import type { WindowFiles } from '../web/window-files.ts';
import { SECURITY_HEADERS } from '../web/window-files.ts';
import { isOwn, SCHEME } from './origin.ts';

/**
 * Before the app is ready.
 *
 * SECURITY: `standard` and `secure` give the scheme a real origin, so that the same-origin policy and the content
 * security policy hold for it as they do for https (rules 1, 6, 7 and 18 of Electron's security guide); it bypasses
 * no policy and allows no service worker.
 */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built window, with the same files and headers as the browser shell. */
export function serveScheme(protocol: Pick<Protocol, 'handle'>, files: WindowFiles): void {
  protocol.handle(SCHEME, async (request) => {
    if (!isOwn(request.url) || request.method !== 'GET') return refused(403);
    const file = await files.read(new URL(request.url).pathname);
    return file === null ? refused(404) : new Response(file.body, { headers: file.headers });
  });
}

function refused(status: number): Response {
  return new Response(null, { status, headers: SECURITY_HEADERS });
}
