import type { CopyOrder } from './copy-as.ts';
import { shellWord } from './literals.ts';

/**
 * For a POSIX shell. The body comes from a here-document, so that it may be of any size and hold quotes; `-N` prints
 * what comes when it comes. `identity`: what is compressed on the way arrives in larger pieces.
 */
export function asCurl({ maker, draft, connection, model, url, keyVariable }: CopyOrder): string {
  const { headers, body } = maker.request({ draft, connection, model });
  const all = {
    'content-type': 'application/json',
    accept: connection.accept || '*/*',
    'accept-encoding': 'identity',
    ...headers,
  };
  const key = keyVariable === null ? [] : [`  -H "${maker.key.name}: ${maker.key.prefix}$${keyVariable}" \\`];
  const end = delimiterFor(body);
  return [
    `curl -N -sS ${shellWord(url)} \\`,
    ...key,
    ...Object.entries(all).map(([name, value]) => `  -H ${shellWord(`${name}: ${value}`)} \\`),
    `  --data-binary @- <<'${end}'`,
    body,
    end,
    '',
  ].join('\n');
}

/** A word that is no line of the text. */
function delimiterFor(text: string): string {
  const lines = new Set(text.split('\n'));
  let word = 'JSON';
  while (lines.has(word)) word += '_';
  return word;
}
