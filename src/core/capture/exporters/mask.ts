import { escapeToken } from '../../patch/pointer.ts';

/** What stands for a character of content. */
const FILLER = 'x';

/** As many characters as the text has. */
export function maskText(text: string): string {
  return FILLER.repeat(text.length);
}

/** What a key in an object at a place (with `*` for indices) becomes. */
export type KeyMasking = (pattern: string, name: string) => string;

/** Strings, numbers and literals, brackets, and the marks between. Only for text that is JSON. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[-+.\w]+|[[\]{}:,]/g;

interface Container {
  isObject: boolean;
  /** In an object, a string is a key until its colon has come. */
  awaitsKey: boolean;
  pattern: string;
  /** The pattern of the value that comes next in it. */
  next: string;
}

/**
 * JSON of the same shape without its content: a string becomes as many `x` as it has characters, a number as many `1` as
 * it has digits (point and exponent kept, signs not), every boolean `true`; null stays. `pattern`: the place of the value.
 * A text that is no JSON becomes a string.
 */
export function maskJson(text: string, pattern: string, mask: KeyMasking): string {
  if (!isJson(text)) return JSON.stringify(maskText(text));
  const open: Container[] = [];
  let out = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const inside = open.at(-1);
    switch (token) {
      case '{':
      case '[': {
        const place = inside?.next ?? pattern;
        open.push({ isObject: token === '{', awaitsKey: token === '{', pattern: place, next: `${place}/*` });
        out += token;
        break;
      }
      case '}':
      case ']':
        open.pop();
        out += token;
        break;
      case ',':
        if (inside !== undefined) inside.awaitsKey = inside.isObject;
        out += token;
        break;
      case ':':
        if (inside !== undefined) inside.awaitsKey = false;
        out += token;
        break;
      default:
        if (inside?.awaitsKey === true) {
          const name = String(JSON.parse(token));
          inside.next = `${inside.pattern}/${escapeToken(name)}`;
          out += JSON.stringify(mask(inside.pattern, name));
        } else out += masked(token);
    }
  }
  return out;
}

function masked(leaf: string): string {
  if (leaf === 'null') return leaf;
  if (leaf === 'true' || leaf === 'false') return 'true';
  if (leaf.startsWith('"')) return JSON.stringify(maskText(String(JSON.parse(leaf))));
  return leaf.replaceAll(/[-+]/g, '').replaceAll(/\d/g, '1');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
