import { type ReactNode, useMemo } from 'react';

import { type DiffLine, type DiffPart, foldedDiff, schemaTextDiff } from '../../../core/schema/text-diff.ts';
import { counted } from '../rows/format.ts';
import s from './SchemaTextDiff.module.css';

/** Lines that a person needs around a change to see where it is. */
const CONTEXT = 1;

/** A schema's text in another order: what moves is marked where it was and where it comes to stand. */
export function SchemaTextDiff({ before, after }: { before: string; after: string }): ReactNode {
  const parts = useMemo(() => {
    const lines = schemaTextDiff(before, after);
    return lines === null ? [] : foldedDiff(lines, CONTEXT);
  }, [before, after]);
  return (
    <div className={s.diff} role="group" aria-label="Schema, before and after">
      {parts.map((part) => (
        <Part key={part.kind === 'lines' ? `lines ${part.lines[0]?.line}` : part.from} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { part: DiffPart }): ReactNode {
  if (part.kind === 'left out') return <div className={s.leftOut}>⋯ {counted(part.count, 'line')}</div>;
  return part.lines.map((line) => <Line key={`${line.kind} ${line.line}`} line={line} />);
}

const SIGNS: Record<DiffLine['kind'], string> = { same: ' ', gone: '−', new: '+' };

function Line({ line: { kind, text, line } }: { line: DiffLine }): ReactNode {
  const Tag = kind === 'gone' ? 'del' : kind === 'new' ? 'ins' : 'div';
  return (
    <Tag className={s.line} data-kind={kind}>
      {/* What is gone has no place in the new text. */}
      <span className={s.number}>{kind === 'gone' ? '' : line}</span>
      <span className={s.sign}>{SIGNS[kind]}</span>
      {text}
    </Tag>
  );
}
