import { type ArrivalNode, type ArrivalRun, openPath } from '../../../core/timing/blocks-run.ts';

/**
 * A live run as a lane draws it at a moment: what is being written reaches up to now. That is the container that the
 * stream has not left, or else the field that the schema has next.
 */
export function runningUpTo(run: ArrivalRun | null, now: number): ArrivalRun {
  if (run === null) return nothingUpTo(now);
  // A hair more than now, so that it counts as not landed.
  const at = now + Number.EPSILON * Math.max(1, now) * 4;
  const { root } = run;
  const last = root.children.at(-1);
  const open = openPath(run);
  const children =
    last !== undefined && open.has(last.pointer)
      ? [...root.children.slice(0, -1), { ...last, tLand: at }]
      : [...root.children, ...nextOf(root, at)];
  return { ...run, root: { ...root, children, tLand: at }, end: Number.POSITIVE_INFINITY };
}

function nextOf(root: ArrivalNode, at: number): ArrivalNode[] {
  const { declared, children } = root;
  if (declared === null) return [];
  const came = new Set(children.map(({ key }) => key));
  // A field that was passed over stays out; the stream goes on behind the last one that came.
  const from = children.reduce((most, { key }) => Math.max(most, declared.indexOf(String(key)) + 1), 0);
  const next = declared.slice(from).find((name) => !came.has(name));
  return next === undefined ? [] : [pending(next, children.at(-1)?.tLand ?? root.tOpen, at)];
}

function pending(key: string, tOpen: number, tLand: number): ArrivalNode {
  return {
    pointer: `/${key}`,
    pattern: `/${key}`,
    key,
    kind: 'leaf',
    tOpen,
    tLand,
    read: null,
    bytes: 0,
    children: [],
    declared: null,
    plusMinus: 0,
  };
}

/** Before the first operation there is only the wait. */
function nothingUpTo(now: number): ArrivalRun {
  const root: ArrivalNode = {
    pointer: '',
    pattern: '',
    key: null,
    kind: 'object',
    tOpen: now,
    tLand: now,
    read: null,
    bytes: 0,
    children: [],
    declared: null,
    plusMinus: 0,
  };
  return { id: '', provenance: 'measured', root, seed: null, end: Number.POSITIVE_INFINITY, complete: false };
}
