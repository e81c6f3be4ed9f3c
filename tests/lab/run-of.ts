import type { JsonValue } from '../../src/core/patch/operation.ts';
import type { ArrivalNode, ArrivalRun, Provenance } from '../../src/core/timing/blocks-run.ts';

type Mutable = Omit<ArrivalNode, 'children'> & { children: Mutable[] };

interface About {
  id?: string;
  end?: number;
  provenance?: Provenance;
  complete?: boolean;
  /** The declared order by pattern, where it is not the order of arrival. */
  declared?: { [pattern: string]: string[] };
}

/**
 * A run from lines `time[#read] [pointer] json`, one an operation:
 *
 *     runOf('100 {}', '120 /a 1', '150#3 /b []', '150#3 /b/0 2')
 *
 * Without a number each line is a socket read of its own. Bytes are those of the name and the value. A first line
 * with a pointer is a stream without a root seed.
 */
export function runOf(...lines: (string | About)[]): ArrivalRun {
  const about = lines.find((line) => typeof line !== 'string') ?? {};
  const nodes = new Map<string, Mutable>();
  let last = 0;
  const texts = lines.filter((line) => typeof line === 'string');
  const unseeded = texts[0]?.includes(' /') ?? false;
  if (unseeded) nodes.set('', blank('', 'object', Number.NaN));
  for (const [i, line] of texts.entries()) {
    const [, time = '', read, pointer = '', json = ''] =
      /^([\d.]+)(?:#(\d+))? (?:(\/\S*) )?(.+)$/.exec(line) ?? [];
    const t = Number(time);
    const value = JSON.parse(json) as JsonValue;
    const cut = pointer.lastIndexOf('/');
    const parent = pointer === '' ? undefined : nodes.get(pointer.slice(0, cut));
    const name = pointer.slice(cut + 1);
    const inArray = parent?.kind === 'array';
    const kind = Array.isArray(value)
      ? 'array'
      : typeof value === 'object' && value !== null
        ? 'object'
        : 'leaf';
    const pattern = parent === undefined ? '' : `${parent.pattern}/${inArray ? '*' : name}`;
    const opened = parent?.children.at(-1)?.tLand ?? parent?.tOpen ?? t;
    const node: Mutable = {
      ...blank(pointer, kind, t),
      pattern,
      key: parent === undefined ? null : inArray ? Number(name) : name,
      tOpen: kind === 'leaf' ? opened : t,
      read: read === undefined ? 1000 + i : Number(read),
      bytes: json.length + (parent === undefined || inArray ? 0 : name.length + 3),
      ...(kind === 'leaf' ? { value } : {}),
    };
    parent?.children.push(node);
    nodes.set(pointer, node);
    for (let up = cut; up >= 0; up = pointer.slice(0, up).lastIndexOf('/')) {
      const holder = nodes.get(pointer.slice(0, up));
      if (holder !== undefined) holder.tLand = t;
    }
    last = t;
  }
  for (const node of nodes.values()) {
    if (node.kind === 'object')
      node.declared = about.declared?.[node.pattern] ?? node.children.map((child) => String(child.key));
  }
  const root = nodes.get('') ?? blank('', 'object', Number.NaN);
  const end = about.end ?? last;
  root.tLand = end;
  const seed = unseeded ? null : root.tOpen;
  return {
    id: about.id ?? 'run',
    provenance: about.provenance ?? 'measured',
    root,
    seed,
    end,
    complete: about.complete ?? true,
  };
}

function blank(pointer: string, kind: ArrivalNode['kind'], t: number): Mutable {
  const times = { tOpen: t, tLand: t, plusMinus: 0 };
  return {
    pointer,
    pattern: '',
    key: null,
    kind,
    ...times,
    read: null,
    bytes: 2,
    children: [],
    declared: null,
  };
}
