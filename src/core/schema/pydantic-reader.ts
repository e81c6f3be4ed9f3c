import type { Definition } from './definitions.ts';
import { type Call, PythonTypes } from './python-types.ts';
import { SourceProblem, type Token, TokenReader, tokensOf } from './source-tokens.ts';
import { map, objectSchema, type Written } from './write-schema.ts';

/** The classes of a Python text. */
export class PydanticReader {
  readonly #reader: TokenReader;
  readonly #types: PythonTypes;
  readonly #definitions: Definition[] = [];
  readonly #fields = new Map<string, { properties: Map<string, Written>; required: string[] }>();

  constructor(text: string) {
    const tokens = tokensOf(text, 'python').filter(({ kind }) => kind !== 'comment');
    const names = tokens.flatMap((token, i) => (token.text === 'class' ? [tokens[i + 1]?.text ?? ''] : []));
    this.#reader = new TokenReader(tokens);
    this.#types = new PythonTypes(this.#reader, new Set(names));
  }

  definitions(): Definition[] {
    for (let token = this.#reader.peek(); token.kind !== 'end'; token = this.#reader.peek()) {
      if (token.kind === 'name' && token.text === 'class' && token.first) this.#class(token);
      else this.#reader.take();
    }
    return this.#definitions;
  }

  #class({ column, line }: Token): void {
    const reader = this.#reader;
    reader.take();
    const { text: name } = reader.name('the name of the class');
    const bases: string[] = [];
    if (reader.skip('(')) {
      while (!reader.skip(')')) {
        const base = reader.take();
        if (base.kind === 'end') throw new SourceProblem(`the bases of ${name} do not end`, line);
        if (base.kind === 'name') bases.push(base.text);
      }
    }
    reader.expect(':');
    if (bases.some((base) => base.endsWith('Enum'))) this.#enum(name, column);
    else if (
      bases.includes('TypedDict') ||
      bases.includes('BaseModel') ||
      bases.some((one) => this.#fields.has(one))
    )
      this.#model(name, column, bases);
    else
      throw new SourceProblem(
        `${name} is no BaseModel, TypedDict or Enum: its bases are not in this text`,
        line,
      );
  }

  #enum(name: string, column: number): void {
    const values: Written[] = [];
    for (let token = this.#inside(column); token !== null; token = this.#inside(column)) {
      if (token.kind === 'name' && this.#reader.peek(1).text === '=') {
        this.#reader.take();
        this.#reader.take();
        values.push(this.#types.constant());
      }
      this.#restOfLine(token.line);
    }
    if (values.length === 0)
      throw new SourceProblem(`the enum ${name} has no values`, this.#reader.peek().line);
    this.#definitions.push({ name, schema: map(['enum', values]) });
  }

  #model(name: string, column: number, bases: readonly string[]): void {
    const properties = new Map<string, Written>();
    const required: string[] = [];
    for (const base of bases) {
      for (const [key, value] of this.#fields.get(base)?.properties ?? []) properties.set(key, value);
      required.push(...(this.#fields.get(base)?.required ?? []));
    }
    let description: string | undefined;
    for (let token = this.#inside(column); token !== null; token = this.#inside(column)) {
      if (token.kind === 'string' && properties.size === 0) {
        description ??= tidy(token.text);
        this.#restOfLine(token.line);
      } else if (
        token.text === 'def' ||
        token.text === 'async' ||
        token.text === '@' ||
        token.text === 'class'
      ) {
        this.#block(token);
      } else if (token.kind === 'name' && this.#reader.peek(1).text === ':') {
        const isRequired = this.#field(properties);
        if (isRequired && !required.includes(token.text)) required.push(token.text);
      } else this.#restOfLine(token.line);
    }
    this.#fields.set(name, { properties, required });
    const more = map(['description', description]);
    this.#definitions.push({ name, schema: objectSchema(properties, required, more) });
  }

  /** `name: type = default`; true where the value has to be there. */
  #field(properties: Map<string, Written>): boolean {
    const reader = this.#reader;
    const { text: name, line } = reader.take();
    reader.expect(':');
    if (reader.peek().text === 'ClassVar') {
      this.#restOfLine(line);
      return false;
    }
    const type = this.#types.annotation();
    let call: Call | null = type.field;
    let hasDefault = call?.hasDefault ?? false;
    if (reader.skip('=')) {
      const value = this.#types.value();
      call = value.field ?? call;
      hasDefault = value.field?.hasDefault ?? true;
    }
    const schema = new Map(type.schema);
    const isArray = schema.get('type') === 'array';
    for (const [key, value] of call?.constraints ?? []) {
      schema.set(isArray ? key.replace(/Length$/, 'Items') : key, value);
    }
    properties.set(call?.alias ?? name, schema);
    const next = reader.peek();
    if (!next.first && next.text !== ';')
      throw new SourceProblem(`${name}: cannot read ${next.text} here`, next.line);
    return !hasDefault;
  }

  /** The next token of a block that is indented under `column`; null where the block is over. */
  #inside(column: number): Token | null {
    const token = this.#reader.peek();
    return token.kind === 'end' || (token.first && token.column <= column) ? null : token;
  }

  #restOfLine(line: number): void {
    while (this.#reader.peek().kind !== 'end' && this.#reader.peek().line === line) this.#reader.take();
    while (this.#reader.peek().kind !== 'end' && !this.#reader.peek().first) this.#reader.take();
  }

  /** A method, a decorator, an inner class: all that is indented under its first line. */
  #block({ line, column }: Token): void {
    this.#restOfLine(line);
    while (this.#inside(column) !== null) this.#reader.take();
  }
}

/** A docstring without its indentation, on one line where it is one paragraph. */
function tidy(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/\s*\n\s*/g, ' '))
    .join('\n\n');
}
