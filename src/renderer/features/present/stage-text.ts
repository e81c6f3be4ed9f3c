import { visible } from '../../../core/json/visible.ts';

/** Of two columns in a monospaced font (UAX #11, East Asian wide), as far as browsers fall back for them. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Characters of a value that are looked at: more than any stage has room for, and a value may be megabytes long. */
const MOST_READ = 2000;

/** Columns that a text takes in a monospaced font. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += WIDE.test(character) ? 2 : /\p{Mn}/u.test(character) ? 0 : 1;
  return columns;
}

/** A text, or as much of it as so many columns hold with an ellipsis. */
export function shorten(text: string, most: number): string {
  if (text.length <= most / 2 || columnsOf(text.slice(0, MOST_READ)) <= most) return text;
  let short = '';
  let columns = 1;
  for (const character of text) {
    columns += columnsOf(character);
    if (columns > most) break;
    short += character;
  }
  return `${short}…`;
}

/**
 * The JSON of a leaf as an audience reads it, in so many columns: escapes that stand for readable characters are
 * undone, line ends are spaces. Numbers keep their spelling.
 */
export function shownValue(source: string, most: number): string {
  const text =
    source.startsWith('"') && source.length <= MOST_READ ? readable(source) : source.slice(0, MOST_READ);
  return shorten(visible(text.replaceAll(/\\[nrt]/g, ' ')), most);
}

function readable(source: string): string {
  try {
    return JSON.stringify(JSON.parse(source));
  } catch {
    // A string that is still growing has no end yet.
    return source;
  }
}
