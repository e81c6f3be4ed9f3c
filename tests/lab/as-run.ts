import type { ArrivalNode, ArrivalRun } from '../../src/core/timing/blocks-run.ts';
import type { Shape, Story } from './world.ts';

type Mutable = Omit<ArrivalNode, 'children'> & { children: Mutable[] };

/** What the world streamed, as the lab takes it: opening, landing and closing as the design defines them. */
export function asRun(story: Story, root: Shape, id = 'world'): ArrivalRun {
  const nodes = new Map<string, Mutable>();
  let top: Mutable | null = null;
  for (const { t, read, ...event } of story.events) {
    const parent =
      event.pointer === '' ? undefined : nodes.get(event.pointer.slice(0, event.pointer.lastIndexOf('/')));
    const before = parent?.children.at(-1);
    const tOpen = event.kind === 'leaf' ? (before?.tLand ?? parent?.tOpen ?? t) : t;
    const declared = event.kind === 'object' ? keysAt(root, event.pattern) : null;
    const node: Mutable = { ...event, tOpen, tLand: t, read, children: [], declared, plusMinus: 0 };
    parent?.children.push(node);
    nodes.set(event.pointer, node);
    top ??= node;
    // Whatever lands closes what it lies in, until something else does.
    for (let up = event.pointer; up !== '';) {
      up = up.slice(0, up.lastIndexOf('/'));
      const holder = nodes.get(up);
      if (holder !== undefined) holder.tLand = t;
    }
  }
  if (top === null) throw new Error('The world said nothing.');
  top.tLand = story.end;
  return { id, provenance: 'measured', root: top, seed: top.tOpen, end: story.end, complete: true };
}

function keysAt(root: Shape, pattern: string): string[] {
  let shape: Shape | undefined = root;
  for (const token of pattern.split('/').slice(1)) {
    shape = token === '*' ? shape?.children[0] : shape?.children.find((child) => child.key === token);
  }
  return shape?.children.map((child) => child.key) ?? [];
}
