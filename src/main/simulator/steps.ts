import { escapeToken, type Json, writeJson } from './generate/json.ts';
import { tokensBefore, tokensIn } from './tokens.ts';

/** One value of an answer, in the order in which they are written: a leaf whole, or a container's opening. */
export interface Step {
  pointer: string;
  /** Its name or its index; null for the root. */
  key: string | number | null;
  /** Containers around it. */
  depth: number;
  container: boolean;
  /** The leaf's JSON, or the empty container. */
  spelled: string;
  /** What it costs, with all that a grammar writes before it. */
  tokens: number;
}

/** Ways in which a document is written that a schema knows nothing of. */
export interface Writing {
  /** Keys of every object sorted by code unit. */
  sortedKeys?: boolean;
  /** The root's first member written twice, with the same value. */
  repeatedMember?: boolean;
}

export function stepsOf(value: Json, { sortedKeys = false, repeatedMember = false }: Writing = {}): Step[] {
  const steps: Step[] = [];

  function walk(pointer: string, key: string | number | null, depth: number, value: Json): void {
    const container = value instanceof Map || Array.isArray(value);
    const spelled = value instanceof Map ? '{}' : Array.isArray(value) ? '[]' : writeJson(value);
    // A container's bracket melts into the text of its key; an item and the root have no such text.
    const before = key === null ? 0 : tokensBefore(key);
    const own = container ? (key === null ? 1 : 0) : tokensIn(spelled);
    steps.push({ pointer, key, depth, container, spelled, tokens: before + own });
    if (Array.isArray(value))
      value.forEach((item, index) => walk(`${pointer}/${index}`, index, depth + 1, item));
    else if (value instanceof Map) {
      const members = sortedKeys ? [...value].sort(byKey) : value;
      for (const [name, member] of members) walk(`${pointer}/${escapeToken(name)}`, name, depth + 1, member);
    }
  }

  walk('', null, 0, value);
  return repeatedMember && value instanceof Map ? withFirstTwice(steps) : steps;
}

function byKey([a]: [string, Json], [b]: [string, Json]): number {
  return a < b ? -1 : 1;
}

function withFirstTwice(steps: readonly Step[]): Step[] {
  const second = steps.findIndex(({ depth }, index) => index > 1 && depth === 1);
  const end = second < 0 ? steps.length : second;
  return [...steps.slice(0, end), ...steps.slice(1, end), ...steps.slice(end)];
}
