import { patternOf } from '../../../core/schema/ghosts.ts';
import type { Field } from '../../../core/schema/fields.ts';
import type { SchemaTree } from '../../../core/schema/tree.ts';

/** The innermost field whose property surrounds a place in the schema's text. */
export function fieldAt(fields: readonly Field[], offset: number): Field | null {
  let found: Field | null = null;
  for (const field of fields) {
    const inside = offset >= field.offset && offset <= field.offset + field.length;
    if (inside && (found === null || field.length < found.length)) found = field;
  }
  return found;
}

/** The field that a node belongs to, or else the nearest of its ancestors that the schema declares. */
export function fieldOfNode(tree: SchemaTree, fields: readonly Field[], pointer: string): Field | null {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const pattern = patternOf(tree, at);
    const field = pattern === null ? undefined : fields.find((candidate) => candidate.pattern === pattern);
    if (field !== undefined) return field;
  }
  return null;
}

/**
 * A node of the field: the selected one if it is of this field, or else the first. An index that no item has yet is a
 * place all the same; the selection may name what has not landed.
 */
export function pointerFor(tree: SchemaTree, field: Field, selected: string | null): string {
  if (selected !== null && patternOf(tree, selected) === field.pattern) return selected;
  return field.pattern.replaceAll(/(?<=\/)\*(?=\/|$)/g, '0');
}

/** Whether it has a name in the text; items and tuple positions have none. */
export function isNamed({ pattern }: Field): boolean {
  return !/\/(?:\*|\d+)$/.test(pattern);
}
