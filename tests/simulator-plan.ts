import { readJson } from '../src/main/simulator/generate/json.ts';
import { asSchema } from '../src/main/simulator/generate/schema.ts';
import { modelById } from '../src/main/simulator/models.ts';
import { type Plan, planAnswer, type Planned } from '../src/main/simulator/plan.ts';

interface Asking {
  seed?: number;
  model?: string;
  maxTokens?: number;
}

export function planned(
  schemaText: string,
  { seed = 7, model = 'sim/instant', maxTokens = Infinity }: Asking = {},
): Planned {
  const read = readJson(schemaText);
  const schema = read.ok ? asSchema(read.json) : undefined;
  const pace = modelById(model);
  if (schema === undefined || pace === undefined) throw new Error('no such schema or model');
  return planAnswer({ schema, model: pace, seed, maxTokens });
}

export function planOf(schemaText: string, asking: Asking = {}): Plan {
  const result = planned(schemaText, asking);
  if (!result.ok) throw new Error(`${schemaText}: ${result.refusal.message}`);
  return result.plan;
}

type Folded = Map<string, Folded> | Folded[] | { leaf: string };

/** The document that operations build, as JSON text with keys in order of arrival, and the keys of each object. */
export function foldText(lines: readonly string[]): { json: string; keys: Map<string, string[]> } {
  const keys = new Map<string, string[]>();
  let root: Folded = { leaf: 'null' };
  for (const line of lines) {
    const { op, path, value } = operation(line);
    if (op !== 'add') throw new Error(`${op} in a stream that only adds`);
    const node = folded(value);
    if (node instanceof Map) keys.set(path, []);
    const cut = path.lastIndexOf('/');
    if (cut < 0) root = node;
    else {
      const parent = at(root, path.slice(0, cut));
      const name = path
        .slice(cut + 1)
        .replaceAll('~1', '/')
        .replaceAll('~0', '~');
      if (Array.isArray(parent)) {
        if (Number(name) !== parent.length) throw new Error(`item ${path} out of turn`);
        parent.push(node);
      } else if (parent instanceof Map) {
        parent.set(name, node);
        keys.get(path.slice(0, cut))?.push(name);
      }
    }
  }
  return { json: write(root), keys };
}

function operation(line: string): { op: string; path: string; value: string } {
  const found = /^\{"op":"([a-z]+)","path":("(?:[^"\\]|\\.)*"),"value":(.*)\}$/s.exec(line);
  if (found === null) throw new Error(`not an operation: ${line}`);
  return { op: found[1] ?? '', path: String(JSON.parse(found[2] ?? '""')), value: found[3] ?? '' };
}

function folded(value: string): Folded {
  if (value === '{}') return new Map();
  return value === '[]' ? [] : { leaf: value };
}

function at(root: Folded, pointer: string): Folded {
  let node: Folded = root;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    const next: Folded | undefined = Array.isArray(node)
      ? node[Number(name)]
      : node instanceof Map
        ? node.get(name)
        : undefined;
    if (next === undefined) throw new Error(`nothing at ${pointer}`);
    node = next;
  }
  return node;
}

function write(node: Folded): string {
  if (Array.isArray(node)) return `[${node.map(write).join(',')}]`;
  if (node instanceof Map)
    return `{${[...node].map(([key, value]) => `${JSON.stringify(key)}:${write(value)}`).join(',')}}`;
  return node.leaf;
}
