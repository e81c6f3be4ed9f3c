import type { Facets } from './facets.ts';
import { memberOf, type SchemaNode } from './tree.ts';

/** One step down from a place: what it is called in a pattern, where it is written, and all schemas that hold there. */
export interface Child {
  token: string;
  /** `property` has a name of its own; `item` and `other` stand for any number of nodes (`*`), `position` for one. */
  kind: 'property' | 'item' | 'position' | 'other';
  offset: number;
  length: number;
  schemas: SchemaNode[];
}

/**
 * The steps down from a place, in declared order: each name where it is first written, with the schemas of every facet
 * that declares it. `prefixItems` gives `0`, `1`, …; `items` gives `*`, as do the values of names that are not
 * declared one by one (`additionalProperties`, `patternProperties`).
 */
export function childrenOf(facets: Facets): Child[] {
  const children = new Map<string, Child>();

  function add(
    kind: Child['kind'],
    token: string,
    at: { offset: number; length: number },
    schema: SchemaNode,
  ): void {
    const known = children.get(`${kind} ${token}`);
    if (known !== undefined) known.schemas.push(schema);
    else {
      const { offset, length } = at;
      children.set(`${kind} ${token}`, { token, kind, offset, length, schemas: [schema] });
    }
  }

  for (const facet of facets) {
    if (facet.type !== 'object') continue;
    for (const member of facet.members) {
      const { key, value } = member;
      if (key === 'properties' && value.type === 'object') {
        for (const property of value.members) add('property', property.key, property, property.value);
      } else if (value.type === 'array' && (key === 'prefixItems' || key === 'items')) {
        value.items.forEach((item, index) => add('position', String(index), item, item));
      } else if (key === 'items' && value.type === 'object') add('item', '*', member, value);
      else if (
        key === 'additionalItems' &&
        value.type === 'object' &&
        memberOf(facet, 'items')?.type === 'array'
      ) {
        // Up to draft-07 a tuple is an array under `items`, and what follows it stands under `additionalItems`.
        add('item', '*', member, value);
      } else if (key === 'additionalProperties' && value.type === 'object') add('other', '*', member, value);
      else if (key === 'patternProperties' && value.type === 'object') {
        for (const pattern of value.members) add('other', '*', pattern, pattern.value);
      }
    }
  }
  return [...children.values()];
}

const INDEX = /^(?:0|[1-9][0-9]*)$/;

/** The schemas one step down by a token of a pattern or of a node's pointer, a name before an index before `*`. */
export function stepDown(facets: Facets, token: string): Child | undefined {
  const children = childrenOf(facets);
  const find = (kind: Child['kind'], name: string) =>
    children.find((child) => child.kind === kind && child.token === name);
  const named = find('property', token) ?? find('position', token);
  if (named !== undefined) return named;
  const item = token === '*' || INDEX.test(token) ? find('item', '*') : undefined;
  return item ?? find('other', '*');
}
