import type { App, Session, WebContents } from 'electron';
import { isOwn } from './origin.ts';

/**
 * SECURITY: nothing is granted that the window does not need (rule 5 of Electron's security guide). It needs one
 * thing: to put text on the clipboard when the person presses *Copy*. Devices and screens are never given.
 */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(isGranted(permission, contents.getURL())),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
}

function isGranted(permission: string, origin: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOwn(origin);
}

/** Holds for each page that ever comes to be, not only for the one that we make. */
export function guardContents(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => guard(contents));
}

function guard(contents: WebContents): void {
  // SECURITY: no page but our own, in any frame, also not by a redirect (rule 13).
  contents.on('will-frame-navigate', (event) => {
    if (!isOwn(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwn(event.url)) event.preventDefault();
  });
  // SECURITY: no second window (rule 14), and no address of the page's choosing goes to the system (rule 15).
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // SECURITY: no <webview>, whatever its options (rules 11 and 12).
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
