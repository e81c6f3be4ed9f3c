import type { DocumentState } from '../run/verdict.ts';

/**
 * A run as one HTML page that plays itself: the player's script and style, then the capture as text in blocks:
 *
 *     <!doctype html>…
 *     <body data-ops="2" data-document="valid">
 *     <script>the player</script>
 *     <script type="application/x-ndjson">
 *     {"$":"patchcap",…}                      whole lines, about `BLOCK` characters of them
 *     </script>
 *     <script type="application/x-ndjson">
 *     …
 *
 * The player stands first and takes each block out of the page as the parser gives it, so that a long run is read while
 * it comes instead of after. In blocks, because what a parser appends to one text over and over costs the square of its
 * length; of this kind, because Chromium goes through it about three times as fast as through other text.
 *
 * `CAPTURE_OPEN` and `CAPTURE_CLOSE` stand alone on their lines, so that the importer finds them without reading HTML.
 */
export const PLAYER_MARK = '<!doctype html><html lang="en" data-landfall-player="1">';
export const CAPTURE_TYPE = 'application/x-ndjson';
export const CAPTURE_OPEN = `<script type="${CAPTURE_TYPE}">`;
export const CAPTURE_CLOSE = '</script>';

/** UTF-16 units of a block of lines: folded within some tens of milliseconds, and a hundred of them in a long run. */
const BLOCK = 1024 * 1024;

/** The player as built: its code, and the hashes that its policy names (`sha256-…`, Base64). */
export interface PlayerCode {
  script: string;
  scriptHash: string;
  style: string;
  styleHash: string;
}

/** What the page says of its run before it has read it. */
export interface PlayerRun {
  title: string;
  ops: number;
  /** What was found about its document, since the page cannot check it; null where nothing was. */
  document: DocumentState | null;
}

/**
 * The page in pieces. `lines`: a capture's, each without its line feed or with it.
 *
 * SECURITY: what came from a model is text here and nothing else. A block's type makes it data, which nothing runs
 * (HTML, "data block"), and no `<` or `&` of the data reaches the parser, so no text ends a block or opens anything.
 * Should one ever, the policy allows this script and this style alone, by their hashes, and no connection anywhere.
 */
export function* playerPage(
  { title, ops, document }: PlayerRun,
  code: PlayerCode,
  lines: Iterable<string>,
): Generator<string> {
  const policy = [
    "default-src 'none'",
    `script-src '${code.scriptHash}'`,
    `style-src '${code.styleHash}'`,
    'font-src data:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  yield `${PLAYER_MARK}\n<head>\n<meta charset="utf-8">\n`;
  yield `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`;
  yield '<meta name="viewport" content="width=device-width">\n<meta name="color-scheme" content="dark light">\n';
  yield `<title>${toPlayerText(title).replaceAll('\n', ' ')}</title>\n<style>${code.style}</style>\n</head>\n`;
  const found = document === null ? '' : ` data-document="${document}"`;
  yield `<body data-ops="${ops}"${found}>\n`;
  yield '<noscript>This page plays a recorded stream and needs its own script to do so.</noscript>\n';
  yield `<script>${code.script}</script>\n${CAPTURE_OPEN}\n`;
  let size = 0;
  for (const line of lines) {
    if (size > BLOCK) {
      yield `${CAPTURE_CLOSE}\n${CAPTURE_OPEN}\n`;
      size = 0;
    }
    const text = toPlayerText(line.endsWith('\n') ? line.slice(0, -1) : line);
    size += text.length;
    yield `${text}\n`;
  }
  yield `${CAPTURE_CLOSE}\n</body>\n</html>\n`;
}

/** Text as HTML's character references have it. A carriage return would become a line feed. */
export function toPlayerText(text: string): string {
  return text.replaceAll(/[&<\r]/g, (character) => REFERENCES[character] ?? character);
}

/** The inverse: inside a script the parser leaves references as they are. */
export function fromPlayerText(text: string): string {
  return text.replaceAll(/&(?:amp|lt|#13);/g, (reference) => CHARACTERS[reference] ?? reference);
}

const REFERENCES: { [character: string]: string } = { '&': '&amp;', '<': '&lt;', '\r': '&#13;' };
const CHARACTERS: { [reference: string]: string } = { '&amp;': '&', '&lt;': '<', '&#13;': '\r' };
