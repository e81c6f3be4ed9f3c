import type { Random } from './random.ts';

/** What a regular expression can spell. Assertions spell nothing; whether they hold is tried on the result. */
export type PatternNode =
  | { kind: 'chars'; chars: readonly string[] }
  | { kind: 'sequence'; items: PatternNode[] }
  | { kind: 'choice'; options: PatternNode[] }
  | { kind: 'repeat'; item: PatternNode; min: number; max: number };

export type ParsedPattern = { ok: true; node: PatternNode; test: RegExp } | { ok: false; message: string };

class Unreadable extends Error {}

const parsed = new Map<string, ParsedPattern>();

/** Reads the ordinary part of ECMA-262 expressions; backreferences and rarer property escapes are refused. */
export function parsePattern(source: string): ParsedPattern {
  const known = parsed.get(source);
  if (known !== undefined) return known;
  const result = read(source);
  // Patterns come with requests, so the memory for them must have an end.
  if (parsed.size > 500) parsed.clear();
  parsed.set(source, result);
  return result;
}

function read(source: string): ParsedPattern {
  try {
    const test = compile(source);
    return { ok: true, node: new Reader(source).whole(), test };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : 'it is not a regular expression' };
  }
}

/** JSON Schema asks for Unicode mode; patterns in the wild often escape more than it allows. */
function compile(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch {
    return new RegExp(source);
  }
}

const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
const DIGITS = Array.from('0123456789');
const LOWER = Array.from('abcdefghijklmnopqrstuvwxyz');
const UPPER = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const WORD = [...LOWER, ...UPPER, ...DIGITS, '_'];
/** Where anything may stand, letters and digits read best. */
const ANYTHING = [...LOWER, ...DIGITS];

const SETS: { readonly [letter: string]: readonly string[] } = {
  d: DIGITS,
  D: PRINTABLE.filter((char) => !DIGITS.includes(char)),
  w: WORD,
  W: PRINTABLE.filter((char) => !WORD.includes(char)),
  s: [' '],
  S: PRINTABLE.slice(1),
};
const CONTROLS: { readonly [letter: string]: string } = {
  t: '\t',
  n: '\n',
  r: '\r',
  f: '\f',
  v: '\v',
  0: '\0',
};
const PROPERTIES: { readonly [name: string]: readonly string[] } = {
  L: [...LOWER, ...UPPER],
  Letter: [...LOWER, ...UPPER],
  Alphabetic: [...LOWER, ...UPPER],
  Ll: LOWER,
  Lu: UPPER,
  N: DIGITS,
  Nd: DIGITS,
};

class Reader {
  private at = 0;
  private readonly chars: string[];

  constructor(source: string) {
    this.chars = Array.from(source);
  }

  whole(): PatternNode {
    const node = this.choice();
    if (this.at < this.chars.length) throw new Unreadable('its brackets do not match');
    return node;
  }

  private peek(): string | undefined {
    return this.chars[this.at];
  }

  private take(text: string): boolean {
    const matches = Array.from(text).every((char, i) => this.chars[this.at + i] === char);
    if (matches) this.at += text.length;
    return matches;
  }

  private choice(): PatternNode {
    const options = [this.sequence()];
    while (this.take('|')) options.push(this.sequence());
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
  }

  private sequence(): PatternNode {
    const items: PatternNode[] = [];
    for (let next = this.peek(); next !== undefined && next !== '|' && next !== ')'; next = this.peek()) {
      items.push(this.quantified(this.atom()));
    }
    return { kind: 'sequence', items };
  }

  private atom(): PatternNode {
    const char = this.chars[this.at++] ?? '';
    if (char === '^' || char === '$') return { kind: 'sequence', items: [] };
    if (char === '.') return { kind: 'chars', chars: ANYTHING };
    if (char === '[') return { kind: 'chars', chars: this.characterClass() };
    if (char === '(') return this.group();
    if (char !== '\\') return { kind: 'chars', chars: [char] };
    const next = this.peek();
    if (next === 'b' || next === 'B') {
      this.at++;
      return { kind: 'sequence', items: [] };
    }
    if (next !== undefined && /[1-9k]/.test(next)) throw new Unreadable('backreferences are not read');
    return { kind: 'chars', chars: this.escape() };
  }

  private group(): PatternNode {
    const assertion = ['?=', '?!', '?<=', '?<!'].some((text) => this.take(text));
    if (!assertion && this.take('?') && !this.take(':')) {
      if (!this.take('<')) throw new Unreadable('inline flags are not read');
      while (this.at < this.chars.length && !this.take('>')) this.at++;
    }
    const node = this.choice();
    if (!this.take(')')) throw new Unreadable('its brackets do not match');
    return assertion ? { kind: 'sequence', items: [] } : node;
  }

  private quantified(item: PatternNode): PatternNode {
    const bounds = this.bounds();
    if (bounds === null) return item;
    this.take('?');
    return { kind: 'repeat', item, ...bounds };
  }

  private bounds(): { min: number; max: number } | null {
    if (this.take('*')) return { min: 0, max: Infinity };
    if (this.take('+')) return { min: 1, max: Infinity };
    if (this.take('?')) return { min: 0, max: 1 };
    const braces = /^\{(\d+)(,?)(\d*)\}/.exec(this.chars.slice(this.at, this.at + 24).join(''));
    if (braces === null) return null;
    const [all, low, comma, high] = braces;
    this.at += all.length;
    const min = Number(low);
    if (comma === '') return { min, max: min };
    return { min, max: high === '' ? Infinity : Number(high) };
  }

  private characterClass(): string[] {
    const negated = this.take('^');
    const set = new Set<string>();
    while (this.peek() !== ']') {
      if (this.at >= this.chars.length) throw new Unreadable('its brackets do not match');
      const from = this.member();
      const [low] = from;
      const isRange = from.length === 1 && this.peek() === '-' && this.chars[this.at + 1] !== ']';
      if (!isRange || low === undefined) for (const char of from) set.add(char);
      else {
        this.at++;
        for (const char of range(low, this.member())) set.add(char);
      }
    }
    this.at++;
    const chars = negated ? PRINTABLE.filter((char) => !set.has(char)) : [...set];
    if (chars.length === 0) throw new Unreadable('a class in it is empty');
    return chars;
  }

  private member(): readonly string[] {
    const char = this.chars[this.at++] ?? '';
    if (char !== '\\') return [char];
    return this.take('b') ? ['\b'] : this.escape();
  }

  /** What follows a backslash. */
  private escape(): readonly string[] {
    const letter = this.chars[this.at++] ?? '';
    const set = SETS[letter];
    if (set !== undefined) return set;
    const control = CONTROLS[letter];
    if (control !== undefined) return [control];
    if (letter === 'p' || letter === 'P') return this.property(letter === 'P');
    const code =
      letter === 'x'
        ? this.digits(/^[0-9a-fA-F]{2}/)
        : letter === 'u'
          ? this.digits(/^(?:[0-9a-fA-F]{4}|\{[0-9a-fA-F]+\})/)
          : null;
    return [code === null ? letter : String.fromCodePoint(code)];
  }

  private digits(form: RegExp): number | null {
    const found = form.exec(this.chars.slice(this.at, this.at + 10).join(''))?.[0];
    if (found === undefined) return null;
    this.at += found.length;
    return Number.parseInt(found.replaceAll(/[{}]/g, ''), 16);
  }

  private property(negated: boolean): readonly string[] {
    const name = /^\{([^}]*)\}/.exec(this.chars.slice(this.at, this.at + 40).join(''))?.[1];
    const set = name === undefined ? undefined : PROPERTIES[name];
    if (name === undefined || set === undefined)
      throw new Unreadable(`the property escape \\p{${name ?? ''}} is not read`);
    this.at += name.length + 2;
    return negated ? PRINTABLE.filter((char) => !set.includes(char)) : set;
  }
}

/** Wide ranges (`\u0000-\uFFFF`) are sampled: a few hundred characters of them are enough to choose from. */
function range(low: string, high: readonly string[]): string[] {
  const from = low.codePointAt(0) ?? 0;
  const to = high.length === 1 ? (high[0]?.codePointAt(0) ?? from) : from;
  const chars: string[] = [];
  for (let code = from; code <= to && chars.length < 300; code++) {
    if (code < 0xd800 || code > 0xdfff) chars.push(String.fromCodePoint(code));
  }
  // Readable characters where the range has them.
  const readable = chars.filter((char) => char > ' ' && char <= '~');
  return readable.length > 0 ? readable : chars;
}

/** Longer than any answer should be; ends `(a{1000}){1000}` before it eats the thread. */
const MAX_SPELLED = 100_000;

/**
 * One text that the pattern spells. An open quantifier repeats at most `spread` times beyond its minimum: any number
 * of them, or with `full` exactly that many. Null where the text would grow beyond reason.
 */
export function spell(node: PatternNode, random: Random, spread: number, full = false): string | null {
  let length = 0;
  const out: string[] = [];

  function write(part: PatternNode): void {
    if (length > MAX_SPELLED) return;
    switch (part.kind) {
      case 'chars': {
        out.push(part.chars[Math.floor(random() * part.chars.length)] ?? '');
        length++;
        break;
      }
      case 'sequence':
        for (const item of part.items) write(item);
        break;
      case 'choice': {
        const option = part.options[Math.floor(random() * part.options.length)];
        if (option !== undefined) write(option);
        break;
      }
      case 'repeat': {
        const room = Math.min(part.max - part.min, spread);
        const times = part.min + (full ? room : Math.floor(random() * (room + 1)));
        for (let i = 0; i < times && length <= MAX_SPELLED; i++) {
          // A repeated nothing would go on for ever without growing.
          length += i % 64 === 0 ? 1 : 0;
          write(part.item);
        }
        break;
      }
    }
  }

  write(node);
  return length > MAX_SPELLED ? null : out.join('');
}
