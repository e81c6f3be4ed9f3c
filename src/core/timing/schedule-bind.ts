import { nodesOf, type ArrivalNode, type ArrivalRun } from './blocks-run.ts';
import { fanOutArray } from './gates-check.ts';
import { holds, type Gate } from './gates.ts';

/**
 * What the gates mean in one run: which nodes each piece of work waits for, and whether its condition holds. Order
 * and time play no part here, so one binding serves every order that is tried.
 */
export interface BoundRun {
  /** What is waited for, each once: its landing is what a schedule needs to know. */
  targets: ArrivalNode[];
  /** In an order in which every gate comes after those that it waits for. */
  gates: BoundGate[];
}

export interface BoundGate {
  gate: Gate;
  /** Index in the list of gates as given. */
  index: number;
  /** Places in `BoundRun.gates` of the gates it waits for. */
  waitsFor: number[];
  /** The array that a fan-out works on, as a pattern; null for other kinds. */
  array: string | null;
  jobs: BoundJob[];
}

export interface BoundJob {
  /** Index of the item in the fan-out's array; 0 for other kinds. */
  item: number;
  /** The node that it is named after: the first field's. */
  pointer: string;
  /** Indices in `BoundRun.targets`. */
  targets: number[];
  /**
   * `met`: opens when its targets have landed. `unmet`: no work, known when they have. `absent`: the field that its
   * condition asks for never came, no work, known at the closing brace. A fan-out without items has one job, `unmet`
   * at the array's close. A gate without any job waits for a field that never came.
   */
  condition: 'met' | 'unmet' | 'absent';
}

/** Finds the nodes that the gates wait for. O(nodes + gates × nodes of their fields). */
export function bindGates(gates: readonly Gate[], run: ArrivalRun): BoundRun {
  const byPattern = Map.groupBy(nodesOf(run.root), (node) => node.pattern);
  const targets: ArrivalNode[] = [];
  const known = new Map<ArrivalNode, number>();
  function target(node: ArrivalNode): number {
    const at = known.get(node) ?? targets.push(node) - 1;
    known.set(node, at);
    return at;
  }
  const order = inDependencyOrder(gates);
  const place = new Map(order.map((index, i) => [gates[index]?.name, i]));
  const bound = order.flatMap((index): BoundGate[] => {
    const gate = gates[index];
    if (gate === undefined) return [];
    const waitsFor = gate.waitsFor.flatMap((name) => place.get(name) ?? []);
    const array = gate.kind === 'fan-out' ? (gate.fields.flatMap(fanOutArray)[0] ?? null) : null;
    if (array === null) {
      const jobs = bindJob(gate, 0, (field) => byPattern.get(field) ?? [], target);
      return [{ gate, index, waitsFor, array, jobs }];
    }
    const [found] = byPattern.get(array) ?? [];
    if (found === undefined) return [{ gate, index, waitsFor, array, jobs: [] }];
    const items = itemIndex(found, byPattern);
    const jobs = found.children.flatMap((item, i) => bindJob(gate, i, (field) => items(field, item), target));
    const none: BoundJob = { item: 0, pointer: found.pointer, targets: [target(found)], condition: 'unmet' };
    return [{ gate, index, waitsFor, array, jobs: jobs.length === 0 ? [none] : jobs }];
  });
  return { targets, gates: bound };
}

function bindJob(
  gate: Gate,
  item: number,
  find: (field: string) => ArrivalNode[],
  target: (node: ArrivalNode) => number,
): BoundJob[] {
  const nodes = gate.fields.map(find);
  const asked = gate.when === null ? [] : find(gate.when.field);
  const { when } = gate;
  if (when?.is === 'present' && asked.length === 0) {
    return [{ item, pointer: when.field, targets: [], condition: 'absent' }];
  }
  // One field that never came, and the gate never opens.
  if (nodes.some((found) => found.length === 0) || (when !== null && asked.length === 0)) return [];
  const met = when === null || asked.every((node) => holds(when, node.value));
  const waited = met ? [...nodes.flat(), ...asked] : asked;
  const pointer = nodes[0]?.[0]?.pointer ?? '';
  return [{ item, pointer, targets: [...new Set(waited.map(target))], condition: met ? 'met' : 'unmet' }];
}

/** Finds the nodes of a field inside one item. A field without `*` is shared by all items. */
function itemIndex(
  array: ArrivalNode,
  byPattern: ReadonlyMap<string, ArrivalNode[]>,
): (field: string, item: ArrivalNode) => ArrivalNode[] {
  const depth = array.pointer.split('/').length + 1;
  const fields = new Map<string, Map<string, ArrivalNode[]>>();
  return function inItem(field, item) {
    const nodes = byPattern.get(field) ?? [];
    if (fanOutArray(field).length === 0) return nodes;
    let byItem = fields.get(field);
    if (byItem === undefined) {
      byItem = Map.groupBy(nodes, (node) => node.pointer.split('/').slice(0, depth).join('/'));
      fields.set(field, byItem);
    }
    return byItem.get(item.pointer) ?? [];
  };
}

/** Indices of the gates, each after those it waits for; `checkGates` has refused circles. */
function inDependencyOrder(gates: readonly Gate[]): number[] {
  const index = new Map(gates.map((gate, i) => [gate.name, i]));
  const order: number[] = [];
  const seen = new Set<number>();
  function visit(i: number): void {
    if (seen.has(i)) return;
    seen.add(i);
    for (const name of gates[i]?.waitsFor ?? []) {
      const next = index.get(name);
      if (next !== undefined) visit(next);
    }
    order.push(i);
  }
  for (const i of gates.keys()) visit(i);
  return order;
}
