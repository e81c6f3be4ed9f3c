import { create } from 'zustand';

import type { CaptureHeader } from '../../core/capture/header.ts';
import type { Draft } from '../../core/run/draft.ts';
import type { RunRecord } from '../../core/run/record.ts';
import type { ArrivalRun } from '../../core/timing/blocks-run.ts';
import { arrivalsOf } from './arrivals.ts';
import { useDraft } from './draft.ts';
import { notify } from './notices.ts';
import { startRun, stopRun, useRun } from './run.ts';

export interface SeriesRun {
  run: ArrivalRun;
  /** Left out of every statistic: it paid for connecting and cold caches. */
  warmUp: boolean;
}

/** The runs of one question: the same schema, prompt and model. Kept while the app is open. */
export interface Series {
  key: string;
  /** What is asked, whatever the schema: a series of another field order has the same. */
  question: string | null;
  name: string;
  model: string;
  /** The schema's text. */
  schema: string;
  runs: readonly SeriesRun[];
}

/** Runs that are counted together: asked the same, of one provenance, without warm-ups. */
export interface Counted {
  runs: readonly ArrivalRun[];
  warmUps: number;
  /** Runs of the series that are of another provenance and stay out. */
  apart: number;
}

export interface SeriesState {
  /** How many runs *Run* makes, one after another. */
  count: number;
  /** Whether the first of several is a warm-up. */
  warmUp: boolean;
  /** Whether each run of a series asks with a seed of its own. */
  seed: 'fixed' | 'varying';
  /** The series that is being run: `done` of `of` have ended. */
  running: { of: number; done: number } | null;
  all: ReadonlyMap<string, Series>;
}

export const useSeries = create<SeriesState>()(() => ({
  count: 1,
  warmUp: true,
  seed: 'fixed',
  running: null,
  all: new Map(),
}));

/** The design's limit: more is a load test. */
export const MOST_RUNS = 50;

let stop = new AbortController();

/** Runs the draft as often as is set, or once. What has come when it is stopped is kept. */
export async function startSeries(draft: Draft = useDraft.getState().draft): Promise<void> {
  const { count, seed, running } = useSeries.getState();
  if (running !== null) return;
  if (count === 1) {
    await startRun(draft);
    return;
  }
  stop = new AbortController();
  const { signal } = stop;
  useSeries.setState({ running: { of: count, done: 0 } });
  for (let i = 0; i < count && !signal.aborted; i++) {
    useSeries.setState({ running: { of: count, done: i } });
    await startRun(seed === 'fixed' ? draft : withSeed(draft, i));
    if (!cameToItsEnd()) break;
  }
  useSeries.setState({ running: null });
}

/** Stops the live run and the series that it belongs to. */
export async function stopSeries(): Promise<void> {
  stop.abort();
  await stopRun();
}

export function setSeries(change: Partial<Pick<SeriesState, 'count' | 'warmUp' | 'seed'>>): void {
  const count = Math.min(MOST_RUNS, Math.max(1, Math.round(change.count ?? useSeries.getState().count)));
  useSeries.setState({ ...change, count });
}

/** Runs that are asked the same may be counted together; the seed alone may differ. */
export function keyOf(header: CaptureHeader | null): string | null {
  return header?.schema === undefined ? null : JSON.stringify([header.schema, askedOf(header)]);
}

/** All that is asked but the schema and the seed; null where the capture does not say what was asked. */
export function questionOf(header: CaptureHeader | null): string | null {
  return header?.draft?.input === undefined ? null : askedOf(header);
}

function askedOf({ draft, connection }: CaptureHeader): string {
  const { seed: _seed, timeout: _timeout, ...params } = draft?.params ?? {};
  return JSON.stringify([draft?.input, params, draft?.extra, connection?.name, connection?.model]);
}

export function seriesOf(header: CaptureHeader | null): Series | null {
  const key = keyOf(header);
  return key === null ? null : (useSeries.getState().all.get(key) ?? null);
}

/** The runs of a series that are of the kind that most of them are of. */
export function countedOf(series: Series): Counted {
  const measured = series.runs.flatMap(({ run, warmUp }) => (warmUp ? [] : [run]));
  const kinds = [...Map.groupBy(measured, (run) => run.provenance).values()];
  const [runs = []] = kinds.toSorted((a, b) => b.length - a.length);
  return { runs, warmUps: series.runs.length - measured.length, apart: measured.length - runs.length };
}

/** Adds a run that has ended well; what cannot be counted is said. */
export function addToSeries(record: RunRecord, warmUp = false): void {
  const key = keyOf(record.header);
  const arrivals = arrivalsOf(record);
  if (key === null || !arrivals.ok || !arrivals.run.complete) return;
  const { run } = arrivals;
  const { all } = useSeries.getState();
  const series = all.get(key);
  if (series?.runs.some((other) => other.run.id === run.id) === true) return;
  const { header } = record;
  const next: Series = {
    key,
    question: questionOf(header),
    name: series?.name ?? (header?.draft?.title || header?.label || 'runs'),
    model: header?.connection?.model ?? '',
    schema: header?.schema ?? '',
    runs: [...(series?.runs ?? []), { run, warmUp }],
  };
  useSeries.setState({ all: new Map(all).set(key, next) });
}

export function forgetSeries(key: string): void {
  const all = new Map(useSeries.getState().all);
  const series = all.get(key);
  if (series === undefined || !all.delete(key)) return;
  useSeries.setState({ all });
  notify({
    tone: 'info',
    text: `${series.runs.length} runs are no longer counted; their captures are in the library.`,
    actions: [
      {
        label: 'Undo',
        run: () => useSeries.setState((now) => ({ all: new Map(now.all).set(key, series) })),
      },
    ],
  });
}

function withSeed(draft: Draft, by: number): Draft {
  return { ...draft, params: { ...draft.params, seed: (draft.params.seed ?? 1) + by } };
}

function cameToItsEnd(): boolean {
  const { status, record, problem } = useRun.getState();
  const reason = record?.end?.reason;
  return status === 'ended' && problem === null && (reason === 'done' || reason === 'eof');
}

// Each run that was started here is counted as it ends, alone or in a series. The lanes of a race may have slowed each
// other, so they are counted only when a person says so.
useRun.subscribe((now, before) => {
  if (now.status !== 'ended' || before.status === 'ended' || now.opened?.live !== true) return;
  if (now.record === null || now.record.header?.race !== undefined) return;
  const { running, warmUp } = useSeries.getState();
  addToSeries(now.record, running !== null && warmUp && running.done === 0);
});
