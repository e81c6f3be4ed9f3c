import type { DocumentState, Ending, Verdict } from './verdict.ts';

export interface Findings {
  ended: Ending;
  state: DocumentState;
  problem?: Verdict['problem'];
  /** What the end of the capture says: about the connection, or about a limit of ours. */
  message: string | undefined;
  /** What the server said in the stream. */
  serverError: string | null;
  refusal: Verdict['refusal'] | undefined;
  /** Why the model would not answer, where it said so. */
  declined?: string | null;
  errors: number;
}

/** Why a run is judged as it is and what to do about it, in a sentence or two. */
export function endingReason(found: Findings): string {
  const { errors } = found;
  if (errors === 0) return sentence(found);
  const what = errors === 1 ? 'One event' : `${errors} events`;
  return `${sentence(found)} ${what} could not be read or applied.`;
}

function sentence(found: Findings): string {
  const { ended, message } = found;
  switch (ended) {
    case 'done':
      return cleanSentence('The stream ended with its end marker', found);
    case 'eof':
      return cleanSentence('The body ended without an end marker', found);
    case 'length':
      return found.state === 'valid' || found.state === 'unchecked'
        ? 'The model reached its token limit: what came may be shorter than it meant; raise max_tokens.'
        : `The model reached its token limit before the document was complete: raise max_tokens.${soFar(found)}`;
    case 'refused':
      return message ?? refusedSentence(found.refusal?.status);
    case 'error in stream':
      return found.serverError === null && message !== undefined
        ? `Landfall could not read on: ${quoted(message)}`
        : `The server reported an error inside the stream: ${quoted(found.serverError ?? 'it gave no message')}`;
    case 'cut':
      return (
        message ??
        'The connection broke before the body ended: check the network and run again. What had come is kept.'
      );
    case 'timed out':
      return (
        message ??
        'Nothing came for longer than the run accepts: raise its timeout, or check that the model is up.'
      );
    case 'stopped':
      return 'The run was stopped by hand. What had come is kept.';
    case 'torn':
      return `The capture has lost its tail, so nothing says how the stream ended; what stands before the tear is all there.${soFar(found)}`;
    case 'unknown':
      return `The file does not say how the stream ended.${soFar(found)}`;
    default:
      return ended satisfies never;
  }
}

function cleanSentence(how: string, { ended, state, problem, declined }: Findings): string {
  const at = problem === undefined ? 'the document' : place(problem.pointer);
  switch (state) {
    case 'valid':
      return `${how} and the document satisfies the schema.`;
    case 'unchecked':
      return problem === undefined
        ? `${how}; there is no schema to check the document against.`
        : `${how}; the document could not be checked: ${problem.message}.`;
    case 'missing required fields':
      return ended === 'eof'
        ? `${how} and ${at}, which the schema requires, never arrived: the stream was probably cut short; check max_tokens.`
        : `${how} but ${at}, which the schema requires, never arrived: the model left it out; check that the server enforces the schema.`;
    case 'violates the schema':
      return `${how} but ${at} violates the schema (${problem?.message ?? 'no details'}): check that the server enforces it.`;
    case 'not a document':
      if (declined !== undefined && declined !== null)
        return `${how}, and the model declined to answer: ${quoted(declined)}`;
      if (problem !== undefined)
        return `${how} but the document is not complete: ${problem.message}, at ${at}; check max_tokens.`;
      return `${how} but nothing in it made a document: check the protocol of the connection, and that the model was asked for JSON.`;
    default:
      return state satisfies never;
  }
}

/** The state of what had come by then, where it is wrong. */
function soFar({ state, problem }: Findings): string {
  if (state === 'not a document' && problem !== undefined)
    return ` Its text ends inside ${place(problem.pointer)}.`;
  if (problem === undefined) return state === 'not a document' ? ' Nothing in it made a document.' : '';
  if (state === 'missing required fields')
    return ` ${place(problem.pointer)}, which the schema requires, is not in it.`;
  if (state === 'violates the schema')
    return ` ${place(problem.pointer)} violates the schema: ${problem.message}.`;
  return ` The document could not be checked: ${problem.message}.`;
}

function refusedSentence(status: number | undefined): string {
  const how =
    status === undefined
      ? 'The server refused the request'
      : `The server refused the request with status ${status}`;
  if (status === 401 || status === 403) return `${how}: check the key and what it may use.`;
  if (status === 404) return `${how}: check the base URL and the model's name.`;
  if (status === 429) return `${how}: wait, then run again.`;
  if (status !== undefined && status >= 500) return `${how}: the fault is on its side; run again later.`;
  return `${how}: its answer says why.`;
}

function place(pointer: string): string {
  return pointer === '' ? 'the document' : pointer;
}

function quoted(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
