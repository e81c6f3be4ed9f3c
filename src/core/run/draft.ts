import type { JsonValue } from '../patch/operation.ts';
import type { ProtocolId } from '../protocols/table.ts';

export type Message = { role: string; content: string };

/** All that a run needs besides a connection. The schema is text, because its order and spelling are what is sent. */
export interface Draft {
  title: string;
  schema: string;
  /** A prompt, or chat messages as they are sent. */
  input: string | Message[];
  params: Parameters;
  /** Further members of the request body; `model`, `messages` and `response_format` win over them. */
  extra: { [member: string]: JsonValue };
  /** What downstream work waits for; see the field-order lab. */
  gates: JsonValue[];
  /** What any order of the fields has to keep; see the field-order lab. */
  mustFollow?: MustFollow[];
}

/** `field` must come after `after`, as an answer after its reasoning. Both are patterns of fields. */
export interface MustFollow {
  field: string;
  after: string;
}

export interface Parameters {
  temperature?: number;
  max_tokens?: number;
  seed?: number;
  /** The longest silence that the run accepts, the wait for the first byte included, in seconds. */
  timeout?: number;
}

/** The SDK's own default, in seconds. */
export const DEFAULT_TIMEOUT_S = 60;

/** Where a run is sent. The secret is named here and held by main alone. */
export interface Connection {
  id: string;
  name: string;
  /** `simulator` is the built-in gateway; its base URL is filled in by main. */
  kind: 'simulator' | 'http';
  baseUrl: string;
  protocol: ProtocolId;
  /** The `Accept` header. */
  accept: string;
  model: string;
  /** The environment variable or secret that holds the key, or null where none is sent. */
  secret: string | null;
  /** Asks for the document as a call of a tool, where the protocol has tools; otherwise as the answer's own text. */
  tools?: boolean;
  /** Sends OpenAI's `strict`: the server then enforces the schema, and takes only a subset of JSON Schema. */
  strict?: boolean;
  /** How the Simulator is asked to misbehave. Sent as the request's member `simulator`, to it alone. */
  simulator?: SimulatorWish;
}

/** As `main/simulator/README.md` describes it. */
export interface SimulatorWish {
  faults: string[];
  /** How many messages come before what happens once; null for half of them. */
  after: number | null;
  /** Whether the model thinks first; null leaves it to the model. */
  reasoning: boolean | null;
}
