import type { CSSProperties } from 'react';

/** Ties a popup to its control by CSS anchor positioning; `id` is one that React made. */
export function anchorOf(id: string): { control: CSSProperties; popup: CSSProperties } {
  const name = `--${id.replaceAll(/[^\w-]/g, '')}`;
  return { control: { anchorName: name }, popup: { positionAnchor: name } };
}
