import { create } from 'zustand';

import type { Decision } from '../../bridge/contract.ts';
import { bridge, problemOf } from './bridge.ts';
import { playedGates } from './gates.ts';
import { notify } from './notices.ts';
import { useRun } from './run.ts';
import { useSeries } from './series.ts';

/** What a person is asked while a run goes on. */
export interface Question {
  run: string;
  gate: string;
  /** The node that it asks about. */
  pointer: string;
  /** When it was asked here, on `performance.now()`'s clock. */
  since: number;
}

/** One question at a time, in the order of the gates. */
export const useApproval = create<{ question: Question | null; sending: boolean }>()(() => ({
  question: null,
  sending: false,
}));

/** Runs of a series, in which nobody sits and waits. */
const unasked = new Set<string>();
/** Answered here, and perhaps not in the record yet. */
let answered = new Set<string>();
/** Lines of decisions that came after the reading of the run had ended. */
let late: string[] = [];

/** Sends the answer to main, which stamps and records it. The stream is read on in the meantime. */
export async function decide(decision: Decision['decision']): Promise<void> {
  const { question, sending } = useApproval.getState();
  if (question === null || sending) return;
  const { run, gate, pointer } = question;
  useApproval.setState({ sending: true });
  try {
    const { line } = await bridge.call('runs.decide', { run, name: gate, path: pointer, decision });
    answered.add(gate);
    if (useRun.getState().opened?.run === run) {
      late.push(line);
      takeLate();
    }
    useApproval.setState({ question: null });
  } catch (thrown) {
    notify({ tone: 'error', text: `The answer was not recorded: ${problemOf(thrown)}` });
  }
  useApproval.setState({ sending: false });
  ask();
}

/** A run that is still being read brings the line itself; one that is not is given it here. */
function takeLate(): void {
  const { record, status } = useRun.getState();
  if (record === null || status !== 'ended' || late.length === 0) return;
  const lines = late;
  late = [];
  const missing = lines.filter((line) => !holdsLine(record.log, line));
  for (const line of missing) record.push(line);
  if (missing.length > 0) useRun.setState(({ revision }) => ({ revision: revision + 1 }));
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
  const { record, opened } = useRun.getState();
  const { question } = useApproval.getState();
  if (opened !== null && useSeries.getState().running !== null) unasked.add(opened.run);
  // A recording was decided when it ran.
  if (record === null || opened?.live !== true || unasked.has(opened.run)) {
    if (question !== null) useApproval.setState({ question: null });
    return;
  }
  if (question !== null && question.run === opened.run) return;
  const played = playedGates(record);
  const waiting = played?.schedule.gates.find(
    (gate) => gate.kind === 'approval' && gate.state === 'waiting' && !answered.has(gate.name),
  );
  const [job] = waiting?.jobs ?? [];
  if (waiting === undefined || job === undefined) {
    if (question !== null) useApproval.setState({ question: null });
    return;
  }
  useApproval.setState({
    question: { run: opened.run, gate: waiting.name, pointer: job.pointer, since: performance.now() },
  });
}

useRun.subscribe((now, before) => {
  if (now.record !== before.record) {
    answered = new Set();
    late = [];
    useApproval.setState({ question: null });
  }
  if (now.revision === before.revision && now.status === before.status && now.record === before.record)
    return;
  takeLate();
  ask();
});
