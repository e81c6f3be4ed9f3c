/** The desktop window's own origin. A scheme of its own has no `file:` rights and no other page can share it. */
export const SCHEME = 'app';
const HOST = 'landfall';
export const WINDOW_URL = `${SCHEME}://${HOST}/`;

/** Parsed rather than compared by prefix: `app://landfall.example/` begins alike. */
export function isOwn(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.protocol === `${SCHEME}:` && url.host === HOST && url.username === '';
}
