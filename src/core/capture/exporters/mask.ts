import { endOfNumber, endOfString, scanJson, stringAt } from '../../json/scan-json.ts';

/** What stands for a character of content. */
const FILLER = 'x';
const MAX_DEPTH = 1024;

/** As many characters as the text has. */
export function maskText(text: string): string {
  return FILLER.repeat(text.length);
}

/**
 * JSON of the same shape without its content: a string becomes as many `x` as it has characters, a number as many `1` as
 * it has digits (without its sign, point and exponent kept), every boolean `true`; null stays. Keys are what `key`
 * makes of them. A text that is no JSON becomes a string.
 */
export function maskJson(text: string, key: (name: string) => string): string {
  const out: string[] = [];
  /** One entry for each open container: what closes it, and whether something stands in it already. */
  const open: { close: string; filled: boolean }[] = [];
  let named = false;
  const separate = (): void => {
    const inside = open.at(-1);
    if (named) named = false;
    else if (inside !== undefined) {
      if (inside.filled) out.push(',');
      inside.filled = true;
    }
  };
  const end = scanJson(
    text,
    0,
    {
      open(type) {
        separate();
        out.push(type === 'object' ? '{' : '[');
        open.push({ close: type === 'object' ? '}' : ']', filled: false });
      },
      key(name) {
        separate();
        out.push(JSON.stringify(key(name)), ':');
        named = true;
      },
      leaf(type, at) {
        separate();
        if (type === 'boolean' || type === 'null') out.push(type === 'null' ? 'null' : 'true');
        else out.push(type === 'string' ? maskedString(text, at) : maskedNumber(text, at));
      },
      close() {
        out.push(open.pop()?.close ?? '');
      },
    },
    MAX_DEPTH,
  );
  return typeof end === 'number' ? out.join('') : JSON.stringify(maskText(text));
}

function maskedString(text: string, at: number): string {
  return JSON.stringify(maskText(stringAt(text, at, endOfString(text, at))));
}

function maskedNumber(text: string, at: number): string {
  return text.slice(at, endOfNumber(text, at)).replaceAll(/[-+]/g, '').replaceAll(/\d/g, '1');
}
