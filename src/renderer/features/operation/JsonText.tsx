import { useMemo } from 'react';
import type { ReactNode } from 'react';

import { highlight } from './highlight.ts';
import s from './JsonText.module.css';

/** Colouring makes an element a token, so it stops where a person would stop reading. */
const MOST_CHARACTERS = 6000;

/** JSON as text, coloured; a long one is shown up to a point and can be copied whole. */
export function JsonText({ text, label }: { text: string; label: string }): ReactNode {
  const tokens = useMemo(() => highlight(text.slice(0, MOST_CHARACTERS)), [text]);
  return (
    <pre className={s.text} aria-label={label}>
      {tokens.map((token) => (
        <span key={token.at} data-kind={token.kind}>
          {token.text}
        </span>
      ))}
      {text.length > MOST_CHARACTERS && (
        <em>
          {'\n'}… {(text.length - MOST_CHARACTERS).toLocaleString('en-US')} more characters
        </em>
      )}
    </pre>
  );
}
