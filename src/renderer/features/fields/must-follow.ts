import type { MustFollow } from '../../../core/run/draft.ts';
import { checkMustFollow } from '../../../core/timing/must-follow.ts';
import { editDraft, useDraft } from '../../state/draft.ts';
import { notify } from '../../state/notices.ts';

/** Adds an edge to the draft, or says why it cannot be kept. */
export function addEdge(edge: MustFollow): void {
  const edges = useDraft.getState().draft.mustFollow ?? [];
  if (edges.some((other) => isSame(other, edge))) return;
  const next = [...edges, edge];
  const problem = checkMustFollow(next).problems.find(({ index }) => index === edges.length);
  if (problem !== undefined) notify({ tone: 'info', text: problem.message });
  else write(next, `${sentenceOf(edge)} in every order that is suggested`);
}

export function removeEdge(edge: MustFollow): void {
  const edges = useDraft.getState().draft.mustFollow ?? [];
  write(
    edges.filter((other) => !isSame(other, edge)),
    `${edge.field.slice(1)} may come before ${edge.after.slice(1)} again`,
  );
}

function isSame(a: MustFollow, b: MustFollow): boolean {
  return a.field === b.field && a.after === b.after;
}

export function sentenceOf({ field, after }: MustFollow): string {
  return `${field.slice(1)} follows ${after.slice(1)}`;
}

function write(mustFollow: MustFollow[], what: string): void {
  const before = useDraft.getState().draft.mustFollow ?? [];
  editDraft({ mustFollow });
  notify({
    tone: 'info',
    text: `${what}.`,
    actions: [
      {
        label: 'Undo',
        run: () => {
          if (useDraft.getState().draft.mustFollow === mustFollow) editDraft({ mustFollow: before });
        },
      },
    ],
  });
}
