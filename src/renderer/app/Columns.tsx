import { type ReactNode, useState } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';

import { rememberLayout, useSettings } from '../state/settings.ts';
import { cx } from '../ui/cx.ts';
import s from './Columns.module.css';

export interface Part {
  id: string;
  /** Share of the group at a first start, in percent. */
  share: number;
  /** Pixels. */
  min: number;
  /** Pixels at a first start, in place of its share; it keeps its height when the window grows. */
  size?: number;
  content: ReactNode;
}

interface ColumnsProps {
  /** The name under which the sizes are remembered. */
  id: string;
  orientation?: 'horizontal' | 'vertical';
  parts: readonly Part[];
}

/** Panels side by side, or one above another, with a hairline between them that can be dragged. */
export function Columns({ id, orientation = 'horizontal', parts }: ColumnsProps): ReactNode {
  // Read at mount only, as the group does; main has been asked before the first render.
  const [kept] = useState(useSettings((settings) => settings.layout[id]));
  const remembered =
    kept?.length === parts.length
      ? Object.fromEntries(parts.map((part, i) => [part.id, kept[i] ?? part.share]))
      : undefined;
  return (
    <Group
      id={id}
      orientation={orientation}
      className={s.group}
      defaultLayout={remembered}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (!isUserInteraction) return;
        const sizes = parts.map((part) => layout[part.id] ?? part.share);
        rememberLayout(id, sizes);
      }}
    >
      {parts.map((part, i) => [
        i > 0 && <Separator key={`before ${part.id}`} className={cx(s.separator, s[orientation])} />,
        <Panel
          key={part.id}
          id={part.id}
          minSize={part.min}
          defaultSize={part.size ?? `${part.share}%`}
          groupResizeBehavior={part.size === undefined ? 'preserve-relative-size' : 'preserve-pixel-size'}
          className={cx(s.panel)}
        >
          {part.content}
        </Panel>,
      ])}
    </Group>
  );
}
