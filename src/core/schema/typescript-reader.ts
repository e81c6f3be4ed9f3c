import { anyOf, type Definition, referenceTo } from './definitions.ts';
import { SourceProblem, type Token, TokenReader, tokensOf } from './source-tokens.ts';
import { map, objectSchema, type Written } from './write-schema.ts';

type Schema = Map<string, Written>;
interface Members {
  properties: Map<string, Written>;
  required: string[];
  /** The schema of an index signature. */
  other: Schema | null;
}

const PLAIN: { [name: string]: Schema } = {
  string: map(['type', 'string']),
  number: map(['type', 'number']),
  bigint: map(['type', 'integer']),
  boolean: map(['type', 'boolean']),
  null: map(['type', 'null']),
  true: map(['const', true]),
  false: map(['const', false]),
  any: map(),
  unknown: map(),
  object: map(['type', 'object']),
  Date: map(['type', 'string'], ['format', 'date-time']),
  URL: map(['type', 'string'], ['format', 'uri']),
};

const MOST_LEVELS = 64;

/** The declarations of a TypeScript text. */
export class TypeScriptReader {
  readonly #reader: TokenReader;
  readonly #names: ReadonlySet<string>;
  readonly #definitions: Definition[] = [];
  readonly #members = new Map<string, Members>();
  /** The comment before a token, by the token. */
  readonly #comments = new Map<Token, string>();
  #depth = 0;
  /** Whether the type that was read last allows `undefined`. */
  #undefined = false;

  constructor(text: string) {
    const tokens: Token[] = [];
    let comment: string | null = null;
    for (const token of tokensOf(text, 'typescript')) {
      if (token.kind === 'comment') {
        // What stands behind something on its line is about that.
        comment = token.first ? token.text : null;
        continue;
      }
      if (comment !== null) this.#comments.set(token, comment);
      comment = null;
      tokens.push(token);
    }
    const declared = tokens.flatMap((token, i) =>
      DECLARING.has(token.text) ? [tokens[i + 1]?.text ?? ''] : [],
    );
    this.#names = new Set(declared);
    this.#reader = new TokenReader(tokens);
  }

  definitions(): Definition[] {
    for (let token = this.#reader.peek(); token.kind !== 'end'; token = this.#reader.peek())
      this.#statement(token);
    return this.#definitions;
  }

  #statement(token: Token): void {
    const reader = this.#reader;
    const description = this.#comments.get(token);
    for (const word of ['export', 'declare', 'default', 'const']) reader.skip(word);
    const { text } = reader.peek();
    if (text === 'import') {
      const { line } = reader.take();
      while (reader.peek().kind !== 'end' && reader.peek().line === line) reader.take();
      return;
    }
    if (reader.skip(';')) return;
    if (!DECLARING.has(text))
      throw new SourceProblem(`cannot read ${text} here: only types are converted`, token.line);
    reader.take();
    const name = reader.name('the name of the type');
    if (reader.peek().text === '<')
      throw new SourceProblem(`${name.text} has type parameters, which a schema has not`, name.line);
    const schema =
      text === 'enum' ? this.#enum(name) : text === 'type' ? this.#alias(name) : this.#interface(name);
    const described = new Map<string, Written>([
      ...map(['description', description || undefined]),
      ...schema,
    ]);
    this.#definitions.push({ name: name.text, schema: described });
  }

  #alias({ text: name }: Token): Schema {
    this.#reader.expect('=');
    this.#reader.skip('|');
    const start = this.#reader.peek();
    const schema = this.type();
    this.#reader.skip(';');
    const made = start.text === '{' ? this.#latest : null;
    if (made !== null) this.#members.set(name, made);
    return schema;
  }

  #latest: Members | null = null;

  #interface({ text: name }: Token): Schema {
    const inherited: Members = { properties: new Map(), required: [], other: null };
    if (this.#reader.skip('extends')) {
      do {
        const base = this.#reader.name('the name of an interface');
        const members = this.#members.get(base.text);
        if (members === undefined)
          throw new SourceProblem(`${base.text} does not stand above in this text`, base.line);
        for (const [key, value] of members.properties) inherited.properties.set(key, value);
        inherited.required.push(...members.required);
      } while (this.#reader.skip(','));
    }
    this.#reader.expect('{');
    const members = this.#object(inherited);
    this.#members.set(name, members);
    return schemaOf(members);
  }

  #enum({ text: name, line }: Token): Schema {
    const reader = this.#reader;
    reader.expect('{');
    const values: Written[] = [];
    let next = 0;
    while (!reader.skip('}')) {
      reader.take();
      if (reader.skip('=')) {
        const value = this.#literal();
        if (value === null) throw new SourceProblem(`a value of ${name} is computed`, reader.peek().line);
        values.push(value);
        next = typeof value === 'object' && 'source' in value ? Number(value.source) + 1 : next;
      } else values.push({ source: String(next++) });
      if (!reader.skip(',') && reader.peek().text !== '}') reader.expect('}');
    }
    if (values.length === 0) throw new SourceProblem(`the enum ${name} has no values`, line);
    return map(['enum', values]);
  }

  /** A type, with what stands behind `|`. */
  type(): Schema {
    const reader = this.#reader;
    if (++this.#depth > MOST_LEVELS) throw new SourceProblem('a type is nested too deep', reader.peek().line);
    reader.skip('|');
    const branches = [this.#postfix()];
    while (reader.skip('|')) branches.push(this.#postfix());
    if (reader.peek().text === '&') {
      throw new SourceProblem('intersections (&) are not converted: write one type', reader.peek().line);
    }
    this.#depth -= 1;
    const defined = branches.filter((branch) => !branch.has(UNDEFINED));
    this.#undefined = defined.length < branches.length;
    return anyOf(defined.length === 0 ? [map()] : defined);
  }

  /** A type with its brackets: `T[]`. */
  #postfix(): Schema {
    let schema = this.#one();
    while (this.#reader.peek().text === '[' && this.#reader.peek(1).text === ']') {
      this.#reader.take();
      this.#reader.take();
      schema = map(['type', 'array'], ['items', schema.has(UNDEFINED) ? map() : schema]);
    }
    const next = this.#reader.peek();
    if (next.text === '[' && !next.first) {
      throw new SourceProblem('indexed types are not converted: write the type itself', next.line);
    }
    return schema;
  }

  #one(): Schema {
    const reader = this.#reader;
    reader.skip('readonly');
    const value = this.#literal();
    if (value !== null) return map(['const', value]);
    const token = reader.take();
    const { text, line } = token;
    if (text === '(') {
      const inner = this.type();
      reader.expect(')');
      if (reader.peek().text === '=>') throw new SourceProblem('a function has no schema', line);
      return inner;
    }
    if (text === '{') {
      const members = this.#object({ properties: new Map(), required: [], other: null });
      this.#latest = members;
      return schemaOf(members);
    }
    if (text === '[') return this.#tuple();
    if (token.kind !== 'name') throw new SourceProblem(`expected a type, not ${text}`, line);
    if (text === 'undefined' || text === 'void') return map([UNDEFINED, true]);
    if (reader.peek().text === '<') return this.#generic(text, line);
    if (this.#names.has(text)) return referenceTo(text);
    if (Object.hasOwn(PLAIN, text)) return new Map(PLAIN[text]);
    throw new SourceProblem(`the type ${text} is not known here, and it is not declared in this text`, line);
  }

  #generic(name: string, line: number): Schema {
    const reader = this.#reader;
    reader.expect('<');
    const inner = [this.type()];
    while (reader.skip(',')) inner.push(this.type());
    reader.expect('>');
    const [first = map(), second] = inner;
    switch (name) {
      case 'Array':
      case 'ReadonlyArray':
        return map(['type', 'array'], ['items', first]);
      case 'Set':
      case 'ReadonlySet':
        return map(['type', 'array'], ['items', first], ['uniqueItems', true]);
      case 'Record':
      case 'Map':
        return map(['type', 'object'], ['additionalProperties', second ?? map()]);
      case 'Readonly':
      case 'Required':
      case 'NonNullable':
        return first;
      default:
        throw new SourceProblem(`${name}<…> is computed, and not converted: write the type itself`, line);
    }
  }

  #tuple(): Schema {
    const reader = this.#reader;
    const items: Schema[] = [];
    while (!reader.skip(']')) {
      if (reader.peek().kind === 'name' && reader.peek(1).text === ':') {
        reader.take();
        reader.take();
      }
      if (reader.peek().text === '...')
        throw new SourceProblem('rest elements are not converted', reader.peek().line);
      items.push(this.type());
      if (!reader.skip(',') && reader.peek().text !== ']') reader.expect(']');
    }
    return map(
      ['type', 'array'],
      ['prefixItems', items],
      ['minItems', items.length],
      ['maxItems', items.length],
    );
  }

  /** The members up to the closing brace, after those that are there. */
  #object(members: Members): Members {
    const reader = this.#reader;
    while (!reader.skip('}')) {
      const token = reader.peek();
      if (token.kind === 'end')
        throw new SourceProblem('an object type does not end: } is missing', token.line);
      const description = this.#comments.get(token);
      if (token.text === 'readonly' && reader.peek(1).text !== ':' && reader.peek(1).text !== '?')
        reader.take();
      if (reader.peek().text === '[') this.#index(members);
      else this.#property(members, description);
      if (!reader.skip(';')) reader.skip(',');
    }
    return members;
  }

  #index(members: Members): void {
    const reader = this.#reader;
    const { line } = reader.take();
    reader.take();
    if (!reader.skip(':')) throw new SourceProblem('mapped types are not converted: write the members', line);
    this.type();
    reader.expect(']');
    reader.expect(':');
    members.other = this.type();
  }

  #property(members: Members, description: string | undefined): void {
    const reader = this.#reader;
    const key = reader.take();
    if (key.kind !== 'name' && key.kind !== 'string' && key.kind !== 'number') {
      throw new SourceProblem(`expected a member, not ${key.text}`, key.line);
    }
    const optional = reader.skip('?');
    if (reader.peek().text === '(' || reader.peek().text === '<') {
      throw new SourceProblem(`${key.text} is a method, which has no schema`, key.line);
    }
    reader.expect(':');
    const type = this.type();
    const mayBeMissing = optional || this.#undefined;
    const described =
      description === undefined || description === '' ? [] : [['description', description] as const];
    members.properties.set(key.text, new Map<string, Written>([...type, ...described]));
    members.required = members.required.filter((name) => name !== key.text);
    if (!mayBeMissing) members.required.push(key.text);
  }

  /** A literal type, or null where there is none. */
  #literal(): Written {
    const reader = this.#reader;
    const token = reader.peek();
    if (token.kind === 'string') return reader.take().text;
    const negative = token.text === '-' && reader.peek(1).kind === 'number';
    if (negative) reader.take();
    if (reader.peek().kind !== 'number') return null;
    return { source: `${negative ? '-' : ''}${reader.take().text.replaceAll('_', '')}` };
  }
}

const DECLARING = new Set(['interface', 'type', 'enum']);
/** Marks `undefined` while a union is read; never written. */
const UNDEFINED = 'undefined';

function schemaOf({ properties, required, other }: Members): Schema {
  const schema = objectSchema(properties, required);
  if (other !== null) schema.set('additionalProperties', other);
  return schema;
}
