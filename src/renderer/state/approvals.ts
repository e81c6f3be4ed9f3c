import { create } from 'zustand';

import type { Decision, OpenedRun } from '../../bridge/contract.ts';
import type { RunRecord } from '../../core/run/record.ts';
import { useBeside } from './beside.ts';
import { bridge, problemOf } from './bridge.ts';
import { playedGates } from './gates.ts';
import { notify } from './notices.ts';
import { type RunStatus, useRun } from './run.ts';
import { useSeries } from './series.ts';

/** What a person is asked while a run goes on. */
export interface Question {
  run: string;
  /** The lane that asks, where two runs race; else null. */
  lane: string | null;
  gate: string;
  /** The node that it asks about. */
  pointer: string;
  /** When it was asked here, on `performance.now()`'s clock. */
  since: number;
}

/** One question at a time: those of the run on screen before those of the one beside it, in the order of the gates. */
export const useApproval = create<{ question: Question | null; sending: boolean }>()(() => ({
  question: null,
  sending: false,
}));

/** A run that may ask: it was started here, and is read now. */
interface Asker {
  opened: OpenedRun;
  record: RunRecord;
  status: RunStatus;
}

/** Runs of a series, in which nobody sits and waits. */
const unasked = new Set<string>();
/** By run and gate: answered here, and perhaps not in the record yet. */
const answered = new Set<string>();
/** By run: lines of decisions that came after the reading of the run had ended. */
const late = new Map<string, string[]>();

/** Sends the answer to main, which stamps and records it. The stream is read on in the meantime. */
export async function decide(decision: Decision['decision']): Promise<void> {
  const { question, sending } = useApproval.getState();
  if (question === null || sending) return;
  const { run, gate, pointer } = question;
  useApproval.setState({ sending: true });
  try {
    const { line } = await bridge.call('runs.decide', { run, name: gate, path: pointer, decision });
    answered.add(nameOf(run, gate));
    late.set(run, [...(late.get(run) ?? []), line]);
    takeLate();
    useApproval.setState({ question: null });
  } catch (thrown) {
    notify({ tone: 'error', text: `The answer was not recorded: ${problemOf(thrown)}` });
  }
  useApproval.setState({ sending: false });
  ask();
}

/** The record that a question is about; null once the run is no longer read. */
export function askerOf(run: string): Asker | null {
  return askers().find(({ opened }) => opened.run === run) ?? null;
}

function askers(): Asker[] {
  const { opened, record, status } = useRun.getState();
  const beside = useBeside.getState();
  const both = [
    { opened, record, status },
    { opened: beside.opened, record: beside.grown?.record ?? null, status: beside.status },
  ];
  // A recording was decided when it ran.
  return both.flatMap((one) =>
    one.opened?.live === true && one.record !== null
      ? [{ opened: one.opened, record: one.record, status: one.status }]
      : [],
  );
}

function nameOf(run: string, gate: string): string {
  return `${run} ${gate}`;
}

/** A run that is still being read brings the line itself; one that is not is given it here. */
function takeLate(): void {
  for (const { opened, record, status } of askers()) {
    const lines = late.get(opened.run) ?? [];
    if (status !== 'ended' || lines.length === 0) continue;
    late.delete(opened.run);
    const missing = lines.filter((line) => !holdsLine(record.log, line));
    for (const line of missing) record.push(line);
    if (missing.length > 0) grow(record);
  }
}

function grow(record: RunRecord): void {
  if (useRun.getState().record === record) {
    useRun.setState(({ revision }) => ({ revision: revision + 1 }));
    return;
  }
  useBeside.setState(({ grown }) => ({ grown: { record, revision: (grown?.revision ?? 0) + 1 } }));
}

/** Decisions come last, so the search is short. */
function holdsLine(
  log: { length: number; kind: (i: number) => string; line: (i: number) => string },
  line: string,
): boolean {
  for (let i = log.length - 1; i >= 0; i--) if (log.kind(i) === 'gate' && log.line(i) === line) return true;
  return false;
}

function ask(): void {
  const { opened } = useRun.getState();
  const { question } = useApproval.getState();
  if (opened !== null && useSeries.getState().running !== null) unasked.add(opened.run);
  const asking = askers().filter((asker) => !unasked.has(asker.opened.run));
  if (question !== null && asking.some((asker) => asker.opened.run === question.run)) return;
  const [next = null] = asking.flatMap((asker) => questionOf(asker) ?? []);
  if (next !== null || question !== null) useApproval.setState({ question: next });
}

function questionOf({ opened, record }: Asker): Question | null {
  const waiting = playedGates(record)?.schedule.gates.find(
    (gate) =>
      gate.kind === 'approval' && gate.state === 'waiting' && !answered.has(nameOf(opened.run, gate.name)),
  );
  const [job] = waiting?.jobs ?? [];
  if (waiting === undefined || job === undefined) return null;
  const lane = opened.header?.race?.name ?? null;
  return { run: opened.run, lane, gate: waiting.name, pointer: job.pointer, since: performance.now() };
}

function look(): void {
  takeLate();
  ask();
}

useRun.subscribe((now, before) => {
  if (now.record !== before.record) useApproval.setState({ question: null });
  if (now.revision !== before.revision || now.status !== before.status || now.record !== before.record)
    look();
});
useBeside.subscribe((now, before) => {
  if (now.grown !== before.grown || now.status !== before.status) look();
});
