export interface Token {
  /** Where the piece stands in the text. */
  at: number;
  text: string;
  kind: 'key' | 'string' | 'number' | 'boolean' | 'null' | 'mark';
}

const JSON_TOKEN =
  /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false)|(null)|([^"\d\-tfn]+|.)/gs;

/** JSON text in coloured pieces; what is no JSON stays in one colour. The pieces joined are the text. */
export function highlight(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(JSON_TOKEN)) {
    const [whole, string, colon, number, boolean, nothing] = match;
    const at = match.index;
    if (string !== undefined && colon !== undefined) {
      tokens.push({ at, text: string, kind: 'key' }, { at: at + string.length, text: colon, kind: 'mark' });
    } else if (string !== undefined) tokens.push({ at, text: whole, kind: 'string' });
    else if (number !== undefined) tokens.push({ at, text: whole, kind: 'number' });
    else if (boolean !== undefined) tokens.push({ at, text: whole, kind: 'boolean' });
    else if (nothing !== undefined) tokens.push({ at, text: whole, kind: 'null' });
    else tokens.push({ at, text: whole, kind: 'mark' });
  }
  return tokens;
}
