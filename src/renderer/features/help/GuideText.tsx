import { Fragment, type ReactNode } from 'react';

import type { Block, Inline } from './markdown.ts';
import { guides } from './guides.ts';
import s from './Help.module.css';

interface GuideTextProps {
  blocks: readonly Block[];
  /** Follows a link from one guide to another. */
  onOpen: (file: string) => void;
}

export function GuideText({ blocks, onOpen }: GuideTextProps): ReactNode {
  const line = (parts: readonly Inline[]): ReactNode => parts.map((part, i) => inline(part, i, onOpen));
  return blocks.map((block) => <Fragment key={keyOf(block)}>{shown(block, line)}</Fragment>);
}

/** No guide says the same thing twice. */
function keyOf(block: Block): string {
  if (block.kind === 'code') return block.text;
  const parts = block.kind === 'list' ? block.items.flat() : block.text;
  return parts.map(({ text }) => text).join('');
}

function shown(block: Block, line: (parts: readonly Inline[]) => ReactNode): ReactNode {
  if (block.kind === 'heading') {
    return block.level === 1 ? <h2>{line(block.text)}</h2> : <h3>{line(block.text)}</h3>;
  }
  if (block.kind === 'paragraph') return <p>{line(block.text)}</p>;
  if (block.kind === 'code') return <pre>{block.text}</pre>;
  const List = block.ordered ? 'ol' : 'ul';
  return (
    <List>
      {block.items.map((item) => (
        <li key={item.map(({ text }) => text).join('')}>{line(item)}</li>
      ))}
    </List>
  );
}

function inline(part: Inline, key: number, onOpen: (file: string) => void): ReactNode {
  if (part.kind === 'strong') return <strong key={key}>{part.text}</strong>;
  if (part.kind === 'em') return <em key={key}>{part.text}</em>;
  if (part.kind === 'code') return <code key={key}>{part.text}</code>;
  // The window goes nowhere else: a link to what is no guide stays its text.
  if (part.kind !== 'link' || !guides.some(({ file }) => file === part.to)) return part.text;
  return (
    <button key={key} type="button" className={s.link} onClick={() => onOpen(part.to)}>
      {part.text}
    </button>
  );
}
