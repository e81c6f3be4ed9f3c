import type { Connection, Draft } from '../../run/draft.ts';

/** What a request is made from. `model`: the one to ask, never empty. */
export interface RequestOrder {
  draft: Draft;
  connection: Connection;
  model: string;
}

/** A request without its secret: where it goes and what it says. */
export interface Request {
  /** Behind the connection's base URL, without a leading slash. */
  path: string;
  query: { [name: string]: string };
  /** Beside the ones that every request has; names in lower case. */
  headers: { [name: string]: string };
  /** JSON. The schema stands in it as it was written, wherever the protocol takes JSON Schema. */
  body: string;
}

/** How a service wants its key. */
export interface KeyHeader {
  name: string;
  prefix: string;
}

/** What a live protocol has beside its decoder. Pure. */
export interface RequestMaker {
  request(order: RequestOrder): Request;
  key: KeyHeader;
  /** Where its models are listed, behind the base URL, and with which headers. */
  models: { path: string; headers: { [name: string]: string } };
}

export const BEARER: KeyHeader = { name: 'authorization', prefix: 'Bearer ' };

/** What the answer is called where the protocol asks for a name. */
export const ANSWER = 'response';
export const ANSWER_ABOUT = 'Gives the answer in the form that is asked for.';
