/**
 * Tokens of a leaf's JSON text, estimated as tokenizers cut it: a word with the space before it is one (two where it is
 * long), three digits are one, a run of punctuation is one. Prose comes out at about four characters a token and an
 * enum at one or two. The quotes of a string melt into the punctuation around it.
 */
export function tokensIn(json: string): number {
  const text = json.startsWith('"') ? json.slice(1, -1) : json;
  let tokens = 0;
  for (const [piece] of text.matchAll(/ ?\p{L}+|\d{1,3}|[^\p{L}\d\s]+|\s+/gu)) {
    tokens += Math.ceil(piece.length / LONGEST_TOKEN);
  }
  return Math.max(1, tokens);
}

const LONGEST_TOKEN = 10;

/**
 * Tokens of what stands before a value: comma, key, colon. A grammar forces this text, and engines that fill schemas
 * append forced text in one step instead of sampling it; only a very long key takes more. It is the same for a first
 * and a later sibling, so that a value costs the same wherever it stands.
 */
export function tokensBefore(key: string | number): number {
  return typeof key === 'number' ? 1 : Math.max(1, Math.ceil(key.length / FORCED_AT_ONCE));
}

const FORCED_AT_ONCE = 24;
