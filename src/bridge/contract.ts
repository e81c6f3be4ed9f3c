import type { CaptureHeader, Race } from '../core/capture/header.ts';
import type { Connection, Draft } from '../core/run/draft.ts';
import type { Verdict } from '../core/run/verdict.ts';
import type { Call, Push } from './verbs.ts';

/**
 * What the window may ask of main. A call that cannot be answered rejects with a `BridgeError`, never with
 * `undefined`; main validates every argument (`validation.ts`) before it is used.
 */
export interface Calls {
  'app.info': { args: Record<string, never>; result: AppInfo };
  'settings.read': { args: Record<string, never>; result: Settings };
  /** Merges the given members over the stored ones. */
  'settings.write': { args: Partial<Settings>; result: null };
  'examples.list': { args: Record<string, never>; result: Example[] };
  'connections.list': { args: Record<string, never>; result: ConnectionEntry[] };
  'connections.save': { args: { connection: Connection }; result: ConnectionEntry[] };
  'connections.remove': { args: { id: string }; result: ConnectionEntry[] };
  /** `GET /models` of the endpoint. */
  'connections.models': { args: { id: string }; result: ModelList };
  /**
   * Tries the endpoint with the cheapest request that shows something: its list of models or, where it has none, a run
   * of one field with `model` (empty takes the connection's own).
   */
  'connections.test': { args: { id: string; model: string }; result: EndpointCheck };
  /** The ways in which the Simulator can misbehave. */
  'simulator.faults': { args: Record<string, never>; result: SimulatorFault[] };
  /** Stores a secret under a name. There is no call that reads one. */
  'secrets.set': { args: { name: string; value: string }; result: SecretState };
  'secrets.clear': { args: { name: string }; result: SecretState };
  'schema.check': { args: { schema: string }; result: { problems: SchemaProblem[] } };
  /** Starts a run; what is missing is said in `problem` before anything is sent. */
  'runs.start': { args: { draft: Draft; connection: string; model: string }; result: StartResult };
  /**
   * Starts two to four runs at once, each recorded as a capture of its own that names the race. Nothing is sent where
   * one of them lacks something. They are read, stopped and closed one by one, like any other.
   */
  'runs.race': { args: { lanes: RaceLane[] }; result: RaceResult };
  /** Ends a live run; of a file that is still coming over, the rest is not wanted. */
  'runs.stop': { args: { run: string }; result: null };
  /**
   * A person's answer to an approval gate of a run that was started here, stamped by main's clock and recorded in its
   * capture, also after the stream has ended. `line` is the capture's; a run still being read brings it as well.
   */
  'runs.decide': { args: Decision; result: { line: string } };
  'runs.read': { args: { run: string; from: number }; result: RunChunk };
  /** Opens the file of a run again, read in another way; the run that it was stays until it is closed. */
  'runs.reread': { args: { run: string; reading: Reading }; result: OpenedRun };
  /** The window no longer shows the run; main may forget what it holds in memory. */
  'runs.close': { args: { run: string }; result: null };
  'captures.list': { args: Record<string, never>; result: CaptureEntry[] };
  'captures.open': { args: { id: string }; result: OpenedRun };
  /** Writes into the capture's header; members that are left out stay. Refused while it is being recorded. */
  'captures.edit': { args: { id: string } & CaptureChanges; result: CaptureEntry };
  'captures.duplicate': { args: { id: string }; result: CaptureEntry };
  /** To the system's bin where there is one; the result is what `captures.restore` takes for all others. */
  'captures.remove': { args: { ids: string[] }; result: { restorable: string[] } };
  'captures.restore': { args: { names: string[] }; result: null };
  /** Shows the file in the system's file manager; where there is none, the path alone is given back. */
  'captures.reveal': { args: { id: string }; result: { path: string } };
  /** A file chosen, dropped or pasted in the window comes over in pieces, in either shell alike. */
  'imports.begin': { args: { name: string; size: number }; result: { id: string } };
  'imports.chunk': { args: { id: string; bytes: Uint8Array }; result: null };
  /** Answers once enough of the file is there to tell what it is; the rest comes while it is read. */
  'imports.open': { args: { id: string }; result: OpenedRun };
  /** Nothing more comes; refused where bytes are missing. */
  'imports.end': { args: { id: string }; result: null };
}

/** What main tells the window unasked. */
export interface Pushes {
  /** A menu or a second start asks for a command of the window by its id (`renderer/app/commands.ts`). */
  command: { id: string };
  'captures.changed': Record<string, never>;
  /** A file was opened from outside: the command line, the file manager, a second start. */
  'run.opened': OpenedRun;
  /** Something became known about a run that is open: its notes, whether it is saved. */
  'run.changed': OpenedRun;
}

export type Args<C extends Call> = Calls[C]['args'];
export type Result<C extends Call> = Calls[C]['result'];
export type Told<P extends Push> = Pushes[P];

/** What the window holds: the same two functions in either shell. */
export interface Bridge {
  call<C extends Call>(verb: C, args: Args<C>): Promise<Result<C>>;
  on<P extends Push>(push: P, listener: (told: Told<P>) => void): () => void;
}

/** An error that crossed the border: `kind` for programs, `message` for people. Stacks stay in main. */
export interface BridgeError {
  kind: 'invalid' | 'not found' | 'unreadable' | 'unavailable' | 'failed';
  message: string;
}

export interface AppInfo {
  version: string;
  shell: 'desktop' | 'browser';
  platform: string;
  dataFolder: string;
  /** Where secrets go: encrypted by the operating system, or this session's memory only. */
  secrets: 'keychain' | 'memory';
  /** The kinds of file that can be read, for overruling what one was taken for. */
  formats: { id: string; title: string }[];
  /** Runs that were opened on the command line before the window was there. */
  opened: OpenedRun[];
  /** What was started last and is still open: one run, or the lanes of a race in their order. */
  live: OpenedRun[];
}

export interface Settings {
  theme: 'system' | 'dark' | 'light';
  /** The window's own layout, by panel; main only keeps it. */
  layout: { [panel: string]: number[] };
  /** The draft as it was last edited, restored at the next start. */
  draft: Draft | null;
  connection: string | null;
  /** The tour of the first start has been left, and does not come back by itself. */
  toured: boolean;
  /** What was raced last; null before the first race. */
  race: RaceChoice | null;
}

/** What a person chose to race: two orders of the draft, or the draft on two connections. */
export interface RaceChoice {
  what: 'orders' | 'connections';
  /** By the names of the orders (`features/race/orders.ts`). */
  orders: string[];
  connections: { connection: string; model: string }[];
}

export interface Example {
  id: string;
  title: string;
  /** Its story in two sentences. */
  story: string;
  draft: Draft;
  /** The id of its recorded run, for `captures.open`. */
  capture: string;
}

export interface ConnectionEntry extends Connection {
  preset: boolean;
  /** A preset that is not as it comes any more; removing it brings that back. */
  edited: boolean;
  /** Where the key comes from; its value never leaves main. */
  key: { state: 'none needed' | 'missing' | 'environment' | 'keychain' | 'memory' };
}

export type ModelList =
  | { ok: true; models: { id: string; description?: string }[] }
  /** `body` is the server's own answer, where there was one. */
  | { ok: false; message: string; status?: number; body?: string };

export type EndpointCheck =
  | { ok: true; by: 'models'; models: number }
  | { ok: true; by: 'run'; ops: number; durationMs: number | null }
  /** `body` is the server's own answer, where there was one. */
  | { ok: false; message: string; status?: number; body?: string };

/** One of the Simulator's faults; `family` is the heading it belongs under. */
export interface SimulatorFault {
  name: string;
  family: string;
  description: string;
  /** The answers it can happen to: any, streams, SSE streams, operation streams, chat streams. */
  needs: 'any' | 'stream' | 'sse' | 'patch' | 'chat';
  /** Faults with the same word here exclude one another. */
  decides: string | null;
}

export interface SecretState {
  name: string;
  state: 'missing' | 'environment' | 'keychain' | 'memory';
}

/** A problem of a schema, at a JSON Pointer into the schema and, where known, an offset into its text. */
export interface SchemaProblem {
  message: string;
  pointer: string;
  offset?: number;
}

export interface StartProblem {
  what: 'key' | 'model' | 'schema' | 'url' | 'protocol' | 'extra' | 'busy';
  message: string;
}

export type StartResult = { ok: true; run: OpenedRun } | { ok: false; problem: StartProblem };

export interface RaceLane {
  draft: Draft;
  connection: string;
  model: string;
  /** What sets it apart from the others: `reply first`, or a connection and model. */
  name: string;
}

/** `runs` in the order of the lanes. `lane` is the first that lacks something, from 0. */
export type RaceResult = { ok: true; runs: OpenedRun[] } | { ok: false; lane: number; problem: StartProblem };

export interface Decision {
  run: string;
  /** The gate's name, and the pointer of the node that it asks about. */
  name: string;
  path: string;
  decision: 'approved' | 'declined';
}

export interface OpenedRun {
  run: string;
  /** The capture's id in the library, where it is in it. */
  capture: string | null;
  name: string;
  header: CaptureHeader | null;
  live: boolean;
  /** Bytes of the source, for a progress bar; null while live. */
  size: number | null;
  /** What the file was taken for, in words; null for our own format and live runs. */
  takenFor: string | null;
  /** Something about the file that the person should know: a torn tail, a disk that is full. */
  notes: string[];
  /** All that has come of it so far is in a file, or will be within the second. */
  saved: boolean;
  /** How its file is read; null while live. */
  reading: Reading | null;
  /** The runs in the file, in their order; of a long foreign file only as many as are known at once. */
  parts: RunPart[];
}

/** How a file is read. Everything but `part` overrules what the file says or was taken for. */
export interface Reading {
  /** The id of a kind of file (`AppInfo.formats`); null takes it for what it looks like. */
  format: string | null;
  /** What its numbers count in, where the file does not say. */
  unit: 's' | 'ms' | 'us' | null;
  /** Which of the runs in it, from 0. */
  part: number;
  /** Times to make up for what has none. The run is marked *synthetic*, and no statistic uses them. */
  times: SyntheticTimes | null;
}

/** The first operation at `firstMs`, and each further one `stepMs` later. */
export interface SyntheticTimes {
  firstMs: number;
  stepMs: number;
}

export interface RunPart {
  label: string | null;
  wall: string | null;
  model: string | null;
}

/**
 * The next stretch of a run as patchcap lines (`docs/capture-format.md`), header included. The window
 * asks again with `next` until `done`; while a run is live and nothing new has come, the call waits. So a slow window
 * is never flooded, a reload simply starts at 0, and a file and a live run read the same.
 */
export interface RunChunk {
  /** UTF-8. Whole lines, each but the last with its LF. */
  bytes: Uint8Array<ArrayBuffer>;
  next: number;
  done: boolean;
  /** Share of the source delivered so far, 0 to 1; null while live. */
  progress: number | null;
  /** Milliseconds since `t0` at the moment of the answer, on main's clock; null unless live and sent. */
  now: number | null;
  /** With `done` alone. */
  verdict: Verdict | null;
}

/** What a person may write about a capture. */
export interface CaptureChanges {
  label?: string;
  tags?: string[];
  notes?: string;
}

export interface CaptureEntry {
  /** The file's name. */
  id: string;
  path: string;
  label: string;
  tags: string[];
  notes: string;
  /** Wall time of the run, RFC 3339. */
  wall: string | null;
  connection: string | null;
  model: string | null;
  schemaTitle: string | null;
  simulated: boolean;
  /** The race that it was a lane of. */
  race: Race | null;
  /** What a file of another kind is taken for; null for our own, and only those can be edited. */
  takenFor: string | null;
  recording: boolean;
  ops: number;
  durationMs: number | null;
  /** How the run ended, as the file says. */
  ended: string;
  /** Null until the run has been read whole, which for short ones happens by itself. */
  verdict: Pick<Verdict, 'headline' | 'document' | 'ended'> | null;
  bytes: number;
}
