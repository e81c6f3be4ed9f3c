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
}
