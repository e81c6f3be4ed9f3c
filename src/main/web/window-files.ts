import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/**
 * The built window, for both shells.
 *
 * SECURITY: the files are listed once, at the start, and a request is looked up in that list. A path that climbs out
 * of the folder is simply not in it.
 */
export interface WindowFiles {
  /** `/` is the page. Null where there is no such file. */
  read(path: string): Promise<WindowFile | null>;
}

interface WindowFile {
  body: Buffer<ArrayBuffer>;
  headers: Record<string, string>;
}

export function windowFiles(folder: string): WindowFiles {
  const paths = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [`/${relative(folder, path).split(sep).join('/')}`, path]),
  );
  return {
    async read(path) {
      const found = paths.get(path === '/' ? '/index.html' : path);
      const type = found === undefined ? undefined : TYPES[extname(found)];
      if (found === undefined || type === undefined) return null;
      // The build puts a hash of the content into the names under /assets/.
      const cache = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store';
      return {
        body: await readFile(found),
        headers: { ...SECURITY_HEADERS, 'content-type': type, 'cache-control': cache },
      };
    },
  };
}

/**
 * SECURITY: nothing but what the window brings itself. Inline styles are the one exception: Monaco places its lines
 * and cursors with them. `'self'` in connect-src covers the WebSocket of the same origin.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};
