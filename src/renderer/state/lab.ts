import { create } from 'zustand';

import type { Orders } from '../../core/schema/sibling-orders.ts';
import type { Optimum } from '../../core/timing/optimise.ts';
import { useRun } from './run.ts';

/** What an order was expected to do when it was sent off, to be held against what it did. */
export interface Expectation {
  /** The schema's text that runs. */
  schema: string;
  /** Predicted landing by pattern, the median over `n` runs, of the fields that moved. */
  landed: ReadonlyMap<string, { predicted: number; difference: number }>;
  n: number;
}

/** Predicted against measured, for the field that was to move furthest, and for all that moved. */
export interface Check {
  pattern: string;
  predicted: number;
  measured: number;
  /** Of the measured run's duration, 0 to 1. */
  share: number;
  /** The largest error among the moved fields, milliseconds. */
  worst: number;
  fields: number;
  n: { predicted: number; measured: number };
}

export interface LabState {
  view: 'written' | 'what if';
  /** Orders that were dragged and are not in the schema yet, by the pattern of their object. */
  dragged: Orders;
  /** Whether `required` takes the order of the properties when they are reordered. */
  required: boolean;
  search: { state: 'idle' | 'searching' } | { state: 'found'; optimum: Optimum };
  expected: Expectation | null;
  check: Check | null;
}

export const useLab = create<LabState>()(() => ({
  view: 'written',
  dragged: new Map(),
  required: true,
  search: { state: 'idle' },
  expected: null,
  check: null,
}));

export function showLab(view: LabState['view']): void {
  useLab.setState({ view });
}

export function clearDragged(): void {
  useLab.setState({ dragged: new Map(), search: { state: 'idle' } });
}

// What was dragged was dragged in the fields of one run.
useRun.subscribe((now, before) => {
  if (now.record !== before.record) clearDragged();
});
