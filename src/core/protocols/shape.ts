type Container =
  | { kind: 'object'; members: Map<string, Container | null> }
  | { kind: 'array'; items: (Container | null)[] };

/**
 * The containers of a document, without its values: what a dialect has to know that leaves out parents which it takes
 * for granted, or says "set" where RFC 6902 tells adding from replacing. Tokens are those of a JSON Pointer.
 */
export class Shape {
  #root: Container | null | undefined;

  /**
   * Makes the containers above a place that are not there yet, and tells them from the outside in: an array where the
   * next token is an index or `-`.
   */
  makeParents(tokens: readonly string[]): { tokens: string[]; source: '{}' | '[]' }[] {
    const made: { tokens: string[]; source: '{}' | '[]' }[] = [];
    for (let depth = 0; depth < tokens.length; depth += 1) {
      const above = tokens.slice(0, depth);
      if (this.#at(above) instanceof Object) continue;
      const source = INDEX.test(tokens[depth] ?? '') ? '[]' : '{}';
      this.put(above, source === '[]' ? [] : {});
      made.push({ tokens: above, source });
    }
    return made;
  }

  has(tokens: readonly string[]): boolean {
    return this.#at(tokens) !== undefined;
  }

  isContainer(tokens: readonly string[]): boolean {
    return this.#at(tokens) instanceof Object;
  }

  /** Whether the place is one among the items of an array. */
  isItem(tokens: readonly string[]): boolean {
    return tokens.length > 0 && this.#at(tokens.slice(0, -1))?.kind === 'array';
  }

  /** The value at a place is now this one, whatever was there. */
  put(tokens: readonly string[], value: unknown): void {
    const shape = shapeOf(value);
    const name = tokens.at(-1);
    const parent = name === undefined ? null : this.#at(tokens.slice(0, -1));
    if (name === undefined) this.#root = shape;
    else if (parent?.kind === 'object') parent.members.set(name, shape);
    else if (parent?.kind === 'array')
      parent.items[name === '-' ? parent.items.length : Number(name)] = shape;
  }

  /** As `put`, before the item that is there. */
  insert(tokens: readonly string[], value: unknown): void {
    const parent = this.#at(tokens.slice(0, -1));
    const name = tokens.at(-1) ?? '';
    if (parent?.kind !== 'array' || name === '-') this.put(tokens, value);
    else parent.items.splice(Number(name), 0, shapeOf(value));
  }

  remove(tokens: readonly string[]): void {
    const name = tokens.at(-1);
    const parent = name === undefined ? null : this.#at(tokens.slice(0, -1));
    if (name === undefined) this.#root = undefined;
    else if (parent?.kind === 'object') parent.members.delete(name);
    else parent?.items.splice(Number(name), 1);
  }

  /** Null for a leaf, undefined where there is nothing. */
  #at(tokens: readonly string[]): Container | null | undefined {
    let at = this.#root;
    for (const token of tokens) {
      if (at === undefined || at === null) return undefined;
      at = at.kind === 'object' ? at.members.get(token) : at.items[INDEX.test(token) ? Number(token) : -1];
    }
    return at;
  }
}

const INDEX = /^(?:-|0|[1-9]\d*)$/;

function shapeOf(value: unknown): Container | null {
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return { kind: 'array', items: value.map(shapeOf) };
  const members = Object.entries(value).map(([name, one]): [string, Container | null] => [
    name,
    shapeOf(one),
  ]);
  return { kind: 'object', members: new Map(members) };
}
