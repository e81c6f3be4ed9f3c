/** A token of a Python class or a TypeScript type, as far as `from-pydantic.ts` and `from-typescript.ts` need them. */
export interface Token {
  kind: 'name' | 'string' | 'number' | 'sign' | 'comment' | 'end';
  /** As written; of a string its value, of a comment what stands in it. */
  text: string;
  line: number;
  /** Characters before it in its line. */
  column: number;
  /** First of its line. */
  first: boolean;
}

export type Language = 'python' | 'typescript';

const PATTERNS: { [language in Language]: RegExp } = {
  python:
    /(?<space>[ \t\r\n\f\\]+)|(?<comment>#[^\n]*)|(?<string>[rbuRBU]{0,2}(?:"""(?:[^\\]|\\[\s\S])*?"""|'''(?:[^\\]|\\[\s\S])*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<number>\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<sign>->|\*\*|\.\.\.|[^\s\w])/uy,
  typescript:
    /(?<space>\s+)|(?<comment>\/\*[\s\S]*?\*\/|\/\/[^\n]*)|(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|(?<name>[\p{L}_$][\p{L}\p{N}_$]*)|(?<number>\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<sign>=>|\.\.\.|[^\s\w])/uy,
};

/** The tokens of a text, an `end` last. What is no token is a sign of one character. O(length). */
export function tokensOf(text: string, language: Language): Token[] {
  const pattern = new RegExp(PATTERNS[language]);
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  let first = true;
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const source = match?.[0] ?? text.charAt(at);
    const kind = kindOf(match?.groups);
    if (kind !== 'space') {
      tokens.push({ kind, text: valueOf(kind, source), line, column: at - lineStart, first });
      first = false;
    }
    const breaks = source.lastIndexOf('\n');
    if (breaks >= 0) {
      line += source.split('\n').length - 1;
      lineStart = at + breaks + 1;
      if (kind === 'space' || kind === 'comment') first = true;
    }
    at += source.length;
  }
  tokens.push({ kind: 'end', text: 'the end', line, column: 0, first: true });
  return tokens;
}

function kindOf(groups: { [name: string]: string | undefined } | undefined): Token['kind'] | 'space' {
  for (const kind of ['space', 'comment', 'string', 'name', 'number'] as const) {
    if (groups?.[kind] !== undefined) return kind;
  }
  return 'sign';
}

function valueOf(kind: Token['kind'], source: string): string {
  if (kind === 'string') return stringValue(source);
  if (kind !== 'comment') return source;
  return source
    .replace(/^(?:#|\/\/|\/\*+)/, '')
    .replace(/\*\/$/, '')
    .split('\n')
    .map((row) => row.replace(/^\s*\*?\s?/, '').trimEnd())
    .join('\n')
    .trim();
}

const ESCAPES: { [letter: string]: string } = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '\n': '' };

function stringValue(source: string): string {
  const start = /^[a-zA-Z]*/.exec(source)?.[0] ?? '';
  const body = source.slice(start.length);
  const quotes = body.startsWith('"""') || body.startsWith("'''") ? 3 : 1;
  const inner = body.slice(quotes, -quotes);
  if (/r/i.test(start)) return inner;
  return inner.replace(
    /\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([\s\S]))/g,
    (_all, four, two, one: string) => {
      const hex: unknown = four ?? two;
      if (typeof hex === 'string') return String.fromCharCode(Number.parseInt(hex, 16));
      return ESCAPES[one] ?? one;
    },
  );
}

/** Where a conversion stopped: what is wrong and the line, from 1. Thrown and caught within the conversion alone. */
export class SourceProblem extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** Reads tokens one after the other. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(ahead = 0): Token {
    const last = this.#tokens.length - 1;
    return this.#tokens[Math.min(this.#next + ahead, last)] ?? END;
  }

  take(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#next += 1;
    return token;
  }

  /** Takes the token where it is this sign or word. */
  skip(text: string): boolean {
    const token = this.peek();
    if (token.text !== text || (token.kind !== 'sign' && token.kind !== 'name')) return false;
    this.take();
    return true;
  }

  expect(text: string): Token {
    const token = this.peek();
    if (!this.skip(text)) throw new SourceProblem(`expected ${text}, not ${token.text}`, token.line);
    return token;
  }

  name(what: string): Token {
    const token = this.take();
    if (token.kind !== 'name') throw new SourceProblem(`expected ${what}, not ${token.text}`, token.line);
    return token;
  }
}

const END: Token = { kind: 'end', text: 'the end', line: 1, column: 0, first: true };
