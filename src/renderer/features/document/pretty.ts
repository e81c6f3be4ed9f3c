/**
 * Compact JSON laid out by `indent` spaces. A scanner over the text rather than `JSON.parse`: order of keys, spelling
 * of numbers (`1.0`, 2^63) and escapes stay as they are. Linear in the text; the input must be JSON without white
 * space between tokens, as `DocumentView.json` gives it.
 */
export function prettyJson(compact: string, indent = 2): string {
  const out: string[] = [];
  let depth = 0;
  let from = 0;
  const cut = (to: number): void => {
    out.push(compact.slice(from, to));
    from = to;
  };
  const newLine = (): void => {
    out.push('\n', ' '.repeat(depth * indent));
  };
  for (let i = 0; i < compact.length; i++) {
    switch (compact.charCodeAt(i)) {
      case QUOTE:
        i = endOfString(compact, i);
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET: {
        const next = compact.charCodeAt(i + 1);
        // An empty container stays on its line.
        if (next === CLOSE_BRACE || next === CLOSE_BRACKET) {
          i++;
          break;
        }
        cut(i + 1);
        depth++;
        newLine();
        break;
      }
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        cut(i);
        depth--;
        newLine();
        break;
      case COMMA:
        cut(i + 1);
        newLine();
        break;
      case COLON:
        cut(i + 1);
        out.push(' ');
        break;
    }
  }
  cut(compact.length);
  return out.join('');
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** The index of the closing quote, or the end of the text where it is torn. */
function endOfString(text: string, open: number): number {
  for (let i = open + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === QUOTE) return i;
  }
  return text.length;
}
