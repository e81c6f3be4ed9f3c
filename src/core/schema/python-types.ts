import { anyOf, referenceTo } from './definitions.ts';
import { SourceProblem, TokenReader, tokensOf } from './source-tokens.ts';
import { map, type Written } from './write-schema.ts';

type Schema = Map<string, Written>;

/** What a call of `Field` says. */
export interface Call {
  constraints: Schema;
  hasDefault: boolean;
  alias: string | null;
}

const PLAIN: { [name: string]: Schema } = {
  str: map(['type', 'string']),
  int: map(['type', 'integer']),
  float: map(['type', 'number']),
  Decimal: map(['type', 'number']),
  bool: map(['type', 'boolean']),
  None: map(['type', 'null']),
  Any: map(),
  object: map(),
  dict: map(['type', 'object']),
  Dict: map(['type', 'object']),
  list: map(['type', 'array']),
  List: map(['type', 'array']),
  datetime: map(['type', 'string'], ['format', 'date-time']),
  date: map(['type', 'string'], ['format', 'date']),
  time: map(['type', 'string'], ['format', 'time']),
  timedelta: map(['type', 'string'], ['format', 'duration']),
  UUID: map(['type', 'string'], ['format', 'uuid']),
  EmailStr: map(['type', 'string'], ['format', 'email']),
  HttpUrl: map(['type', 'string'], ['format', 'uri']),
  AnyUrl: map(['type', 'string'], ['format', 'uri']),
  PositiveInt: map(['type', 'integer'], ['exclusiveMinimum', 0]),
  NonNegativeInt: map(['type', 'integer'], ['minimum', 0]),
  PositiveFloat: map(['type', 'number'], ['exclusiveMinimum', 0]),
};

const LISTS = new Set(['list', 'List', 'Sequence', 'Iterable', 'set', 'Set', 'frozenset']);
const DICTIONARIES = new Set(['dict', 'Dict', 'Mapping']);

/** Arguments of `Field` and what they are in a schema. Lengths mean items where the type is a list. */
const CONSTRAINTS: { [argument: string]: string } = {
  ge: 'minimum',
  gt: 'exclusiveMinimum',
  le: 'maximum',
  lt: 'exclusiveMaximum',
  multiple_of: 'multipleOf',
  pattern: 'pattern',
  regex: 'pattern',
  min_length: 'minLength',
  max_length: 'maxLength',
  min_items: 'minItems',
  max_items: 'maxItems',
  title: 'title',
  description: 'description',
  examples: 'examples',
};

const MOST_LEVELS = 64;

/** Type annotations and default values, read from the tokens of a class. */
export class PythonTypes {
  readonly #reader: TokenReader;
  readonly #classes: ReadonlySet<string>;
  #depth: number;

  constructor(reader: TokenReader, classes: ReadonlySet<string>, depth = 0) {
    this.#depth = depth;
    this.#reader = reader;
    this.#classes = classes;
  }

  annotation(): { schema: Schema; field: Call | null } {
    const reader = this.#reader;
    const [first, open] = [reader.peek(), reader.peek(1)];
    if (first.text === 'Annotated' && open.text === '[') {
      reader.take();
      reader.take();
      const schema = this.type();
      let field: Call | null = null;
      while (reader.skip(',')) field = this.#argumentOfAnnotated(schema) ?? field;
      reader.expect(']');
      return { schema, field };
    }
    return { schema: this.type(), field: null };
  }

  /** A type, with what stands behind `|`. */
  type(): Schema {
    if (++this.#depth > MOST_LEVELS)
      throw new SourceProblem('a type is nested too deep', this.#reader.peek().line);
    const branches = [this.#one()];
    while (this.#reader.skip('|')) branches.push(this.#one());
    this.#depth -= 1;
    return anyOf(branches);
  }

  /** A default value: a call of `Field`, or any expression, which only tells that there is one. */
  value(): { field: Call | null } {
    const reader = this.#reader;
    if (reader.peek().text === 'Field' && reader.peek(1).text === '(')
      return { field: this.#fieldCall(false) };
    const { line } = reader.peek();
    let depth = 0;
    for (let token = reader.peek(); token.kind !== 'end'; token = reader.peek()) {
      if (depth === 0 && token.first && token.line !== line) break;
      if ('([{'.includes(token.text) && token.kind === 'sign') depth += 1;
      if (')]}'.includes(token.text) && token.kind === 'sign') depth -= 1;
      reader.take();
    }
    return { field: null };
  }

  /** A literal: a string, a number, True, False or None; an enum's member through its class is no literal here. */
  constant(): Written {
    const reader = this.#reader;
    const negative = reader.skip('-');
    const token = reader.take();
    if (token.kind === 'string' && !negative) return token.text;
    if (token.kind === 'number') return { source: `${negative ? '-' : ''}${token.text.replaceAll('_', '')}` };
    const named: { [name: string]: Written } = { True: true, False: false, None: null };
    if (Object.hasOwn(named, token.text)) return named[token.text] ?? null;
    throw new SourceProblem(
      `${token.text} is no literal: write a string, a number, True, False or None`,
      token.line,
    );
  }

  #one(): Schema {
    const reader = this.#reader;
    const token = reader.take();
    if (token.kind === 'string') return this.#quoted(token.text, token.line);
    if (token.kind !== 'name') throw new SourceProblem(`expected a type, not ${token.text}`, token.line);
    let name = token.text;
    while (reader.peek().text === '.' && reader.peek(1).kind === 'name') {
      reader.take();
      name = reader.take().text;
    }
    if (reader.peek().text === '(') {
      throw new SourceProblem(`${name}(…) as a type cannot be read: use Annotated or Field`, token.line);
    }
    return reader.peek().text === '[' ? this.#generic(name, token.line) : this.#named(name, token.line);
  }

  /** A type in quotes: a name that is declared further down, or any other type. */
  #quoted(text: string, line: number): Schema {
    const reader = new TokenReader(tokensOf(text, 'python'));
    const types = new PythonTypes(reader, this.#classes, this.#depth);
    const schema = types.type();
    if (reader.peek().kind !== 'end') throw new SourceProblem(`cannot read the type "${text}"`, line);
    return schema;
  }

  #named(name: string, line: number): Schema {
    if (this.#classes.has(name)) return referenceTo(name);
    if (Object.hasOwn(PLAIN, name)) return new Map(PLAIN[name]);
    throw new SourceProblem(`the type ${name} is not known here, and its class is not in this text`, line);
  }

  #generic(name: string, line: number): Schema {
    const reader = this.#reader;
    reader.expect('[');
    if (name === 'Literal') {
      const values = [this.constant()];
      while (reader.skip(',') && reader.peek().text !== ']') values.push(this.constant());
      reader.expect(']');
      return values.length === 1 ? map(['const', values[0]]) : map(['enum', values]);
    }
    const inner = [this.type()];
    while (reader.skip(',') && reader.peek().text !== ']') {
      if (reader.skip('.') || reader.skip('...')) inner.push(map(['...', true]));
      else inner.push(this.type());
    }
    reader.expect(']');
    const [first = map(), second] = inner;
    if (name === 'Optional') return anyOf([first, map(['type', 'null'])]);
    if (name === 'Union') return anyOf(inner);
    if (LISTS.has(name)) {
      const unique = /set/i.test(name) ? true : undefined;
      return map(['type', 'array'], ['items', first], ['uniqueItems', unique]);
    }
    if (DICTIONARIES.has(name) && second !== undefined) {
      return map(['type', 'object'], ['additionalProperties', second]);
    }
    if (name === 'tuple' || name === 'Tuple') {
      if (second?.has('...') === true) return map(['type', 'array'], ['items', first]);
      return map(
        ['type', 'array'],
        ['prefixItems', inner],
        ['minItems', inner.length],
        ['maxItems', inner.length],
      );
    }
    throw new SourceProblem(`the type ${name}[…] is not known here`, line);
  }

  #argumentOfAnnotated(schema: Schema): Call | null {
    const reader = this.#reader;
    if (reader.peek().text === 'Field') return this.#fieldCall(true);
    const token = reader.take();
    // PEP 727 and plain strings: documentation.
    if (token.kind === 'string') {
      schema.set('description', token.text);
      return null;
    }
    throw new SourceProblem(`${token.text} in Annotated cannot be read: use Field`, token.line);
  }

  /** `Field(default, name=value, …)`. Within `Annotated` its first argument is no default. */
  #fieldCall(annotated: boolean): Call {
    const reader = this.#reader;
    reader.take();
    reader.expect('(');
    const call: Call = { constraints: new Map(), hasDefault: false, alias: null };
    for (let first = true; !reader.skip(')'); first = false) {
      if (reader.peek().kind === 'end') throw new SourceProblem('Field( does not end', reader.peek().line);
      if (reader.peek().kind === 'name' && reader.peek(1).text === '=') {
        const name = reader.take();
        reader.take();
        this.#keyword(name.text, name.line, call);
      } else if (first && !annotated) call.hasDefault = !this.#ellipsis();
      else throw new SourceProblem(`${reader.peek().text} in Field cannot be read`, reader.peek().line);
      if (!reader.skip(',') && reader.peek().text !== ')') {
        throw new SourceProblem(`${reader.peek().text} in Field cannot be read`, reader.peek().line);
      }
    }
    return call;
  }

  #keyword(name: string, line: number, call: Call): void {
    if (name === 'alias' || name === 'serialization_alias') {
      const alias = this.constant();
      if (typeof alias === 'string') call.alias = alias;
    } else if (name === 'default' || name === 'default_factory') {
      call.hasDefault = !this.#ellipsis();
    } else if (Object.hasOwn(CONSTRAINTS, name)) {
      call.constraints.set(CONSTRAINTS[name] ?? name, name === 'examples' ? this.#list() : this.constant());
    } else if (['exclude', 'repr', 'frozen', 'strict', 'validation_alias', 'deprecated'].includes(name)) {
      this.#expression();
    } else throw new SourceProblem(`Field(${name}=…) is not known here`, line);
  }

  #list(): Written[] {
    const values: Written[] = [];
    this.#reader.expect('[');
    while (!this.#reader.skip(']')) {
      values.push(this.constant());
      if (!this.#reader.skip(',') && this.#reader.peek().text !== ']') this.#reader.expect(',');
    }
    return values;
  }

  /** Reads an expression up to the next comma or bracket at its level; true where it is `...`. */
  #ellipsis(): boolean {
    return this.#expression() === '...';
  }

  #expression(): string {
    let depth = 0;
    let text = '';
    for (let token = this.#reader.peek(); token.kind !== 'end'; token = this.#reader.peek()) {
      const isSign = token.kind === 'sign';
      if (depth === 0 && isSign && (token.text === ',' || token.text === ')')) break;
      if (isSign && '([{'.includes(token.text)) depth += 1;
      if (isSign && ')]}'.includes(token.text)) depth -= 1;
      text += token.text;
      this.#reader.take();
    }
    return text;
  }
}
