/**
 * A schema's JSON as it is written: members in the order of the text (integer-like keys and `__proto__` included,
 * which an object of the language would move or lose), every node with its place in the text.
 */
export interface SchemaTree {
  text: string;
  root: SchemaNode;
}

interface Place {
  /** UTF-16 offset into the text, as editors count. */
  offset: number;
  length: number;
}

export type SchemaNode = Place &
  (
    | { type: 'object'; members: readonly Member[] }
    | { type: 'array'; items: readonly SchemaNode[] }
    | { type: 'string'; value: string }
    | { type: 'number'; value: number }
    | { type: 'boolean'; value: boolean }
    | { type: 'null' }
  );

/** One `"key": value`; its place spans both. */
export interface Member extends Place {
  key: string;
  value: SchemaNode;
}

/** The member of that name; where the text repeats a name the last one counts, as `JSON.parse` has it. */
export function memberOf(node: SchemaNode | undefined, key: string): SchemaNode | undefined {
  return node?.type === 'object' ? node.members.findLast((member) => member.key === key)?.value : undefined;
}

export function stringOf(node: SchemaNode | undefined): string | undefined {
  return node?.type === 'string' ? node.value : undefined;
}

/** The strings of an array such as `required` or `type`; what is no string is left out. */
export function stringsOf(node: SchemaNode | undefined): string[] {
  return node?.type === 'array' ? node.items.flatMap((item) => stringOf(item) ?? []) : [];
}
