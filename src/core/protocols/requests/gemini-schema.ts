import { elementSources } from '../../capture/element-sources.ts';
import { Source } from './body.ts';

/** What the dialect has no word for, and what means nothing in it. */
const DROPPED = new Set([
  '$schema',
  '$id',
  '$comment',
  'additionalProperties',
  'unevaluatedProperties',
  'examples',
]);
/** Members whose value is a schema, and those that hold several. */
const ONE = new Set(['items', 'not']);
const LIST = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);
const MAP = new Set(['properties', '$defs', 'definitions']);

/**
 * A JSON Schema in Gemini's `Schema` dialect: types in capitals, the order of properties said in `propertyOrdering`.
 * What cannot be said otherwise (`$ref`, several types) stays, for the service to refuse by name.
 */
export function geminiSchema(text: string): Source {
  return new Source(rewritten(text));
}

function rewritten(text: string): string {
  if (!text.trimStart().startsWith('{')) return text;
  const members: string[] = [];
  for (const [name, source] of elementSources(text)) {
    if (DROPPED.has(name)) continue;
    members.push(`${JSON.stringify(name)}:${valueOf(name, source)}`);
    if (name !== 'properties' || !source.startsWith('{')) continue;
    members.push(`"propertyOrdering":${JSON.stringify([...elementSources(source).keys()])}`);
  }
  return `{${members.join(',')}}`;
}

function valueOf(name: string, source: string): string {
  if (name === 'type' && source.startsWith('"')) return source.toUpperCase();
  if (ONE.has(name)) return rewritten(source);
  if (LIST.has(name) && source.startsWith('[')) {
    return `[${[...elementSources(source).values()].map(rewritten).join(',')}]`;
  }
  if (!MAP.has(name) || !source.startsWith('{')) return source;
  const inner = [...elementSources(source)].map(([key, one]) => `${JSON.stringify(key)}:${rewritten(one)}`);
  return `{${inner.join(',')}}`;
}
