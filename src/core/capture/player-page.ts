/**
 * A run as one HTML page that plays itself: the player's script and style, and the capture as text in a `template`.
 * The page begins with `PLAYER_MARK` and holds the capture's lines between `CAPTURE_OPEN` and `CAPTURE_CLOSE`, each
 * of which stands alone on its line, so that the importer finds them without reading HTML.
 */
export const PLAYER_MARK = '<!doctype html><html lang="en" data-landfall-player="1">';
export const CAPTURE_ID = 'landfall-capture';
export const CAPTURE_OPEN = `<template id="${CAPTURE_ID}">`;
export const CAPTURE_CLOSE = '</template>';

/** The player as built: its code, and the hashes that its policy names (`sha256-…`, Base64). */
export interface PlayerCode {
  script: string;
  scriptHash: string;
  style: string;
  styleHash: string;
}

/**
 * The page in pieces. `lines`: a capture's, each without its line feed or with it.
 *
 * SECURITY: what came from a model is text here and nothing else. In a `template` the parser makes no element run or
 * load anything, and no `<` or `&` of the data reaches it as markup. Should one ever, the policy allows this script
 * and this style alone, by their hashes, and no connection anywhere.
 */
export function* playerPage(title: string, code: PlayerCode, lines: Iterable<string>): Generator<string> {
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
  yield `<title>${toPlayerText(title).replaceAll('\n', ' ')}</title>\n<style>${code.style}</style>\n</head>\n<body>\n`;
  yield '<noscript>This page plays a recorded stream and needs its own script to do so.</noscript>\n';
  yield `${CAPTURE_OPEN}\n`;
  for (const line of lines) {
    const text = toPlayerText(line.endsWith('\n') ? line.slice(0, -1) : line);
    yield `${text}\n`;
  }
  yield `${CAPTURE_CLOSE}\n<script>${code.script}</script>\n</body>\n</html>\n`;
}

/** Text as the HTML parser gives it back to the character. A carriage return would become a line feed. */
export function toPlayerText(text: string): string {
  return text.replaceAll(/[&<\r]/g, (character) => REFERENCES[character] ?? character);
}

/** The inverse, for readers that have no HTML parser. */
export function fromPlayerText(text: string): string {
  return text.replaceAll(/&(?:amp|lt|#13);/g, (reference) => CHARACTERS[reference] ?? reference);
}

const REFERENCES: { [character: string]: string } = { '&': '&amp;', '<': '&lt;', '\r': '&#13;' };
const CHARACTERS: { [reference: string]: string } = { '&amp;': '&', '&lt;': '<', '&#13;': '\r' };
