import type { CaptureHeader } from '../core/capture/header.ts';
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
  /** Stores a secret under a name. There is no call that reads one. */
  'secrets.set': { args: { name: string; value: string }; result: SecretState };
  'secrets.clear': { args: { name: string }; result: SecretState };
  'schema.check': { args: { schema: string }; result: { problems: SchemaProblem[] } };
  /** Starts a run; what is missing is said in `problem` before anything is sent. */
  'runs.start': { args: { draft: Draft; connection: string; model: string }; result: StartResult };
  'runs.stop': { args: { run: string }; result: null };
  'runs.read': { args: { run: string; from: number }; result: RunChunk };
  /** The window no longer shows the run; main may forget what it holds in memory. */
  'runs.close': { args: { run: string }; result: null };
  'captures.list': { args: Record<string, never>; result: CaptureEntry[] };
  'captures.open': { args: { id: string }; result: OpenedRun };
  'captures.remove': { args: { id: string }; result: null };
  /** Shows the file in the system's file manager; where there is none, the path alone is given back. */
  'captures.reveal': { args: { id: string }; result: { path: string } };
  /** A file chosen, dropped or pasted in the window comes over in pieces, in either shell alike. */
  'imports.begin': { args: { name: string; size: number }; result: { id: string } };
  'imports.chunk': { args: { id: string; bytes: Uint8Array }; result: null };
  'imports.end': { args: { id: string }; result: OpenedRun };
}

/** What main tells the window unasked. */
export interface Pushes {
  /** A menu or a second start asks for a command of the window by its id (`renderer/app/commands.ts`). */
  command: { id: string };
  'captures.changed': Record<string, never>;
  /** A file was opened from outside: the command line, the file manager, a second start. */
  'run.opened': OpenedRun;
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
  /** Runs that were opened on the command line before the window was there. */
  opened: OpenedRun[];
  /** The live run, where the window was reloaded in the middle of one. */
  live: OpenedRun | null;
}

export interface Settings {
  theme: 'system' | 'dark' | 'light';
  /** The window's own layout, by panel; main only keeps it. */
  layout: { [panel: string]: number[] };
  /** The draft as it was last edited, restored at the next start. */
  draft: Draft | null;
  connection: string | null;
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
  /** Where the key comes from; its value never leaves main. */
  key: { state: 'none needed' | 'missing' | 'environment' | 'keychain' | 'memory' };
}

export type ModelList =
  | { ok: true; models: { id: string; description?: string }[] }
  /** `body` is the server's own answer, where there was one. */
  | { ok: false; message: string; status?: number; body?: string };

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

export type StartResult =
  | { ok: true; run: OpenedRun }
  | { ok: false; problem: { what: 'key' | 'model' | 'schema' | 'url' | 'extra' | 'busy'; message: string } };

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
  /** Something about the file that the person should know (a torn tail, several runs in it). */
  notes: string[];
}

/**
 * The next stretch of a run as patchcap lines (`docs/capture-format.md`), header included, joined by LF. The window
 * asks again with `next` until `done`; while a run is live and nothing new has come, the call waits. So a slow window
 * is never flooded, a reload simply starts at 0, and a file and a live run read the same.
 */
export interface RunChunk {
  lines: string;
  next: number;
  done: boolean;
  /** Share of the source delivered so far, 0 to 1; null while live. */
  progress: number | null;
  /** Milliseconds since `t0` at the moment of the answer, on main's clock; null unless live and sent. */
  now: number | null;
  /** With `done` alone. */
  verdict: Verdict | null;
}

export interface CaptureEntry {
  id: string;
  path: string;
  label: string;
  /** Wall time of the run, RFC 3339. */
  wall: string | null;
  connection: string | null;
  model: string | null;
  schemaTitle: string | null;
  simulated: boolean;
  ops: number;
  durationMs: number | null;
  ended: string;
  bytes: number;
}
