import { X } from 'lucide-react';
import type { ReactNode } from 'react';

import type { MustFollow } from '../../../core/run/draft.ts';
import type { RunRecord } from '../../../core/run/record.ts';
import { brokenEdges, checkMustFollow } from '../../../core/timing/must-follow.ts';
import { useDraft } from '../../state/draft.ts';
import { isOfDraft } from '../../state/gates.ts';
import { useLab } from '../../state/lab.ts';
import { useSelection } from '../../state/selection.ts';
import { Select } from '../../ui/Select.tsx';
import { escapeToken, patternOf } from '../rows/pattern.ts';
import type { LabModel } from './lab-model.ts';
import { addEdge, removeEdge, sentenceOf } from './must-follow.ts';
import { Note } from './Note.tsx';
import s from './LabNotes.module.css';

const NONE: readonly MustFollow[] = [];

/** Fields that must not come before another one, a part of the draft: the search for the best order keeps to them. */
export function Edges({ record, model }: { record: RunRecord; model: LabModel }): ReactNode {
  const draft = useDraft((state) => state.draft);
  const required = useLab((lab) => lab.required);
  const dragged = useLab((lab) => lab.dragged.size > 0);
  const ours = isOfDraft(record, draft);
  // A capture may hold anything under this name; what cannot be read is not shown as if it counted.
  const edges = (ours ? draft.mustFollow : checkMustFollow(record.header?.draft?.mustFollow).edges) ?? NONE;
  const choice = useChoice(record, model);
  const offered = ours ? choice : null;
  if (offered === null && edges.length === 0 && !dragged) return null;
  const patterns = model.rows.map(({ pattern }) => pattern);
  const checked = checkMustFollow(edges, patterns);
  const broken = brokenEdges(checked.edges, (pattern) => model.wanted.get(pattern) ?? model.ran.get(pattern));
  const problems = [
    ...checked.problems.map(({ message }) => message),
    ...broken.map(({ field, after }) => `Here ${field.slice(1)} stands before ${after.slice(1)}.`),
  ];
  return (
    <>
      <Note name="order">
        <span className={s.edges}>
          {edges.map((edge, i) => (
            <Edge
              key={sentenceOf(edge)}
              edge={edge}
              wrong={
                checked.problems.some(({ index }) => index === i) ||
                broken.some(({ field, after }) => field === edge.field && after === edge.after)
              }
              onRemove={ours ? () => removeEdge(edge) : null}
            />
          ))}
          {offered !== null && (
            <Select
              small
              label={`${offered.name} must follow`}
              value=""
              choices={offered.siblings.map((other) => ({ value: other, label: other.slice(1) }))}
              shown={
                <span>
                  <span className="mono">{offered.name}</span> must follow…
                </span>
              }
              onChange={(after) => addEdge({ field: offered.pattern, after })}
            />
          )}
          {dragged && (
            <label className={s.check}>
              <input
                type="checkbox"
                checked={required}
                onChange={(event) => useLab.setState({ required: event.target.checked })}
              />
              <span className="mono">required</span> takes the order, too
            </label>
          )}
        </span>
      </Note>
      {problems.length > 0 && (
        <Note name="mind" tone="warn">
          {problems.join(' ')}
        </Note>
      )}
    </>
  );
}

interface EdgeProps {
  edge: MustFollow;
  /** It orders nothing, contradicts another one, or is not kept by the order that is looked at. */
  wrong: boolean;
  onRemove: (() => void) | null;
}

function Edge({ edge, wrong, onRemove }: EdgeProps): ReactNode {
  const [field, after] = [edge.field.slice(1), edge.after.slice(1)];
  return (
    <span className={s.edge} data-wrong={wrong}>
      <b className="mono">{field}</b> after <b className="mono">{after}</b>
      {onRemove !== null && (
        <button type="button" aria-label={`Let ${field} come before ${after} again`} onClick={onRemove}>
          <X size={11} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}

/** The selected field and the siblings that it could be made to follow. */
function useChoice(
  record: RunRecord,
  model: LabModel,
): { pattern: string; name: string; siblings: string[] } | null {
  const selected = useSelection((selection) => selection.pointer);
  const view = record.history.at(record.log.length - 1);
  const node = selected === null ? null : view.find(selected);
  const pattern = node === null ? selected : patternOf(view, node);
  const row = model.rows.find((other) => other.pattern === pattern && other.place !== null);
  if (row === undefined || row.place === null) return null;
  const { parent } = row.place;
  const siblings = (model.ran.get(parent) ?? [])
    .map((name) => `${parent}/${escapeToken(name)}`)
    .filter((other) => other !== row.pattern);
  return siblings.length === 0 ? null : { pattern: row.pattern, name: row.name, siblings };
}
