export interface Token {
  text: string;
  kind: 'key' | 'string' | 'number' | 'boolean' | 'null' | 'mark';
}

const JSON_TOKEN =
  /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false)|(null)|([^"\d\-tfn]+|.)/gs;

/** JSON text in coloured pieces; what is no JSON stays in one colour. The pieces joined are the text. */
export function highlight(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [whole, string, colon, number, boolean, nothing] of text.matchAll(JSON_TOKEN)) {
    if (string !== undefined && colon !== undefined)
      tokens.push({ text: string, kind: 'key' }, { text: colon, kind: 'mark' });
    else if (string !== undefined) tokens.push({ text: whole, kind: 'string' });
    else if (number !== undefined) tokens.push({ text: whole, kind: 'number' });
    else if (boolean !== undefined) tokens.push({ text: whole, kind: 'boolean' });
    else if (nothing !== undefined) tokens.push({ text: whole, kind: 'null' });
    else tokens.push({ text: whole, kind: 'mark' });
  }
  return tokens;
}
