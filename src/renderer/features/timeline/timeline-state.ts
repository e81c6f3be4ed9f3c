import { create } from 'zustand';

import type { NodeId } from '../../../core/document/history.ts';
import { useRun } from '../../state/run.ts';

export interface TimelineState {
  /** What the person zoomed to; null shows all of the run. */
  zoom: { from: number; span: number } | null;
  open: ReadonlyMap<NodeId, boolean>;
  /** Long arrays whose items are listed. */
  unfolded: ReadonlySet<NodeId>;
}

const FRESH: TimelineState = { zoom: null, open: new Map(), unfolded: new Set() };

export const useTimeline = create<TimelineState>()(() => FRESH);

export function setZoom(zoom: TimelineState['zoom']): void {
  useTimeline.setState({ zoom });
}

export function setTimelineOpen(node: NodeId, open: boolean): void {
  useTimeline.setState((state) => ({ open: new Map(state.open).set(node, open) }));
}

export function toggleUnfolded(array: NodeId): void {
  useTimeline.setState((state) => {
    const unfolded = new Set(state.unfolded);
    if (!unfolded.delete(array)) unfolded.add(array);
    return { unfolded };
  });
}

// Nodes and times are those of one run.
useRun.subscribe((now, before) => {
  if (now.record !== before.record) useTimeline.setState(FRESH);
});
