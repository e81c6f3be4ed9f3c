import { randomUUID } from 'node:crypto';
import type { OpenedRun, RaceLane, StartProblem } from '../../bridge/contract.ts';
import type { CaptureHeader, Race } from '../../core/capture/header.ts';
import type { DocumentCheck } from '../../core/run/assess.ts';
import type { Connection, Draft } from '../../core/run/draft.ts';
import { parseSchema } from '../../core/schema/parse.ts';
import { schemaTitle } from '../../core/schema/title.ts';
import { type PreparedRun, prepareRun } from '../gateway/prepare-run.ts';
import { redactor } from '../gateway/redact.ts';
import { captureWriter } from '../library/capture-writer.ts';
import { judgementOf } from '../library/judge.ts';
import type { Library } from '../library/library.ts';
import type { Windows } from '../windows.ts';
import { LiveRun } from './live-run.ts';
import type { RunRegistry } from './registry.ts';

/** A run as it is asked for, its connection and key looked up. */
export interface Asked {
  draft: Draft;
  connection: Connection;
  model: string;
  key: string | null;
}

export type Started = { ok: true; runs: OpenedRun[] } | { ok: false; at: number; problem: StartProblem };

interface Ready {
  prepared: PreparedRun;
  draft: Draft;
}

export interface StarterOptions {
  library: Library;
  windows: Windows;
  runs: RunRegistry;
  check: DocumentCheck;
  /** Why the Simulator has no address. */
  simulatorProblem: () => string;
}

/**
 * Starts a run, or the lanes of a race at once, each with a capture of its own. Nothing is sent where one of them lacks
 * something, or while others are under way: runs that nobody meant to compare would only slow each other.
 */
export function runStarter({ library, windows, runs, check, simulatorProblem }: StarterOptions) {
  let starting = false;

  function prepare({ connection, ...rest }: Asked): ReturnType<typeof prepareRun> {
    if (connection.kind === 'simulator' && connection.baseUrl === '') {
      const message = `The Simulator does not start: ${simulatorProblem()}`;
      return { ok: false, problem: { what: 'url', message } };
    }
    return prepareRun({ connection, ...rest });
  }

  async function opened({ prepared, draft }: Ready): Promise<() => LiveRun> {
    // A title goes into a file's name, where nobody looks for a key.
    const name = redactor(prepared.key).text(titleOf(draft));
    let run: LiveRun | null = null;
    const writer = await captureWriter({
      folder: library.folder,
      wall: prepared.header.wall ?? new Date().toISOString(),
      title: name,
      onProblem(problem) {
        if (run === null) return;
        run.noteProblem(problem);
        windows.push('run.changed', run.opened);
      },
    });
    const { id } = writer;
    const recorded = id === null ? null : library.record(id);
    return () => {
      run = new LiveRun({
        prepared,
        writer,
        check,
        name,
        onVerdict: (verdict) => recorded?.(judgementOf(verdict)),
        ...(id === null ? {} : { amend: (line: string) => library.amend(id, line) }),
      });
      return run;
    };
  }

  async function start(asked: readonly Asked[], lanes: readonly RaceLane[] = []): Promise<Started> {
    if (starting || runs.isLive) {
      return { ok: false, at: 0, problem: { what: 'busy', message: 'A run is under way. Stop it first.' } };
    }
    const race = randomUUID();
    const ready: Ready[] = [];
    for (const [at, one] of asked.entries()) {
      const made = prepare(one);
      if (!made.ok) return { ...made, at };
      const lane = lanes[at];
      const header =
        lane === undefined
          ? made.run.header
          : racing(made.run.header, { id: race, lane: at, name: lane.name });
      ready.push({ prepared: { ...made.run, header }, draft: one.draft });
    }
    starting = true;
    try {
      const open = await Promise.all(ready.map(opened));
      // All files are open by now, so that no lane waits for the disk of another.
      const started = open.map((go) => go());
      runs.addLive(started);
      for (const run of started) void run.ended.then(() => windows.push('captures.changed', {}));
      return { ok: true, runs: started.map((run) => run.opened) };
    } finally {
      starting = false;
    }
  }

  return { start };
}

/** The lane's name tells the captures of a race apart; the tag finds them. */
function racing(header: CaptureHeader, race: Race): CaptureHeader {
  const title = header.label ?? '';
  return {
    ...header,
    race,
    label: title === '' ? race.name : `${title} · ${race.name}`,
    tags: [...(header.tags ?? []), 'race'],
  };
}

/** The schema's own title names the capture, since runs of one schema are what is compared. */
function titleOf({ title, schema }: Draft): string {
  const parsed = parseSchema(schema);
  return (parsed.ok ? schemaTitle(parsed.schema) : null) ?? (title || 'run');
}
