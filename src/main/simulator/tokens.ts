/**
 * Text cut as tokenizers cut it: a word with the space before it is one token (more where it is long), three digits are
 * one, a run of punctuation is one. Prose comes out at about four characters a token and an enum at one or two.
 */
export function cutTokens(text: string): string[] {
  const tokens: string[] = [];
  for (const [run] of text.matchAll(/ ?\p{L}+|\d{1,3}|[^\p{L}\d\s]+|\s+/gu)) {
    for (let from = 0; from < run.length; from += LONGEST_TOKEN) {
      tokens.push(run.slice(from, from + LONGEST_TOKEN));
    }
  }
  return tokens;
}

const LONGEST_TOKEN = 10;

/** The tokens of a leaf's JSON text, at least one. The quotes of a string melt into the text beside them. */
export function leafTokens(json: string): string[] {
  if (!json.startsWith('"')) return cutTokens(json);
  const tokens = cutTokens(json.slice(1, -1));
  if (tokens.length === 0) return [json];
  tokens[0] = `"${tokens[0] ?? ''}`;
  tokens.push(`${tokens.pop() ?? ''}"`);
  return tokens;
}

/** As many as `leafTokens` would give. */
export function tokensIn(json: string): number {
  return Math.max(1, cutTokens(json.startsWith('"') ? json.slice(1, -1) : json).length);
}

/**
 * Tokens of what stands before a value: comma, key, colon. A grammar forces this text, and engines that fill schemas
 * append forced text in one step instead of sampling it; only a very long key takes more. It is the same for a first
 * and a later sibling, so that a value costs the same wherever it stands.
 */
export function tokensBefore(key: string | number): number {
  return typeof key === 'number' ? 1 : Math.max(1, Math.ceil(key.length / FORCED_AT_ONCE));
}

const FORCED_AT_ONCE = 24;

/** Text in so many pieces of about the same length; some are empty where there are more pieces than characters. */
export function cutEvenly(text: string, pieces: number): string[] {
  const edge = (i: number) => Math.floor((text.length * i) / pieces);
  return Array.from({ length: pieces }, (_, i) => text.slice(edge(i), edge(i + 1)));
}
