import { createScanner, parse, type ParseError, stripComments } from 'jsonc-parser';

/** By the scanner's own numbers (`SyntaxKind`, a const enum, which isolated modules cannot import). */
const CLOSE_BRACE = 2;
const CLOSE_BRACKET = 4;
const COMMA = 5;
const END = 17;

/**
 * The text without its comments and trailing commas, every other character kept; null where that is not all that is
 * wrong with it. For what is pasted from a JSONC file or a JavaScript object.
 */
export function toStrictJson(text: string): string | null {
  const errors: ParseError[] = [];
  parse(text, errors, { allowTrailingComma: true, disallowComments: false });
  if (errors.length > 0) return null;
  const strict = withoutTrailingCommas(stripComments(text));
  return strict === text ? null : strict;
}

function withoutTrailingCommas(text: string): string {
  const scanner = createScanner(text, true);
  let kept = '';
  let from = 0;
  let comma: number | null = null;
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    if ((kind === CLOSE_BRACE || kind === CLOSE_BRACKET) && comma !== null) {
      kept += text.slice(from, comma);
      from = comma + 1;
    }
    comma = kind === COMMA ? scanner.getTokenOffset() : null;
  }
  return kept + text.slice(from);
}
