import type { DocumentView } from '../../document/view.ts';
import { escapeToken, parsePointer } from '../../patch/pointer.ts';
import { fieldsOf } from '../../schema/fields.ts';
import { declaredChildren } from '../../schema/ghosts.ts';
import type { SchemaTree } from '../../schema/tree.ts';

/**
 * Which keys are content. A name that the schema declares is not; a key of a map is (a customer's number, a person's
 * name), and so is every key where there is no schema to tell. What is content is replaced, the same key by the same
 * name everywhere, about as long as it was.
 */
export class KeyMask {
  readonly #schema: SchemaTree | null;
  readonly #keep: boolean;
  readonly #declared = new Map<string, ReadonlySet<string>>();
  readonly #names = new Map<string, string>();
  /** Names that a replacement must not be taken for. */
  readonly #taken: ReadonlySet<string>;
  #number = 0;

  constructor(schema: SchemaTree | null, keep: boolean) {
    this.#schema = schema;
    this.#keep = keep;
    this.#taken = new Set(schema === null ? [] : fieldsOf(schema).map(({ name }) => name));
  }

  /** `pattern`: the place of the object, with `*` for indices. */
  key(pattern: string, key: string): string {
    return this.#keep || this.#declaredAt(pattern).has(key) ? key : this.#instead(key);
  }

  /** A pointer into the document as it stands in the view; what it points to need not be there yet. */
  pointer(pointer: string, view: DocumentView): { masked: string; pattern: string } {
    const tokens = parsePointer(pointer);
    if (!Array.isArray(tokens)) return { masked: `/${this.#instead(pointer)}`, pattern: '' };
    let [at, masked, pattern] = ['', '', ''];
    for (const token of tokens) {
      const container = view.find(at);
      const isIndex = container !== null && view.type(container) === 'array' && /^(?:\d+|-)$/.test(token);
      masked += `/${isIndex ? token : escapeToken(this.key(pattern, token))}`;
      pattern += `/${isIndex ? '*' : escapeToken(token)}`;
      at += `/${escapeToken(token)}`;
    }
    return { masked, pattern };
  }

  #declaredAt(pattern: string): ReadonlySet<string> {
    let names = this.#declared.get(pattern);
    if (names === undefined) {
      const children = this.#schema === null ? [] : declaredChildren(this.#schema, pattern);
      names = new Set(children.map(({ name }) => name));
      this.#declared.set(pattern, names);
    }
    return names;
  }

  #instead(key: string): string {
    let name = this.#names.get(key);
    while (name === undefined || this.#taken.has(name)) {
      this.#number += 1;
      const digits = String(this.#number);
      // The number at the end keeps any two apart.
      name = 'x'.repeat(Math.max(1, key.length - digits.length)) + digits;
    }
    this.#names.set(key, name);
    return name;
  }
}
