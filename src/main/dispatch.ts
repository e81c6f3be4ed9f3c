import type { Args, BridgeError, Result } from '../bridge/contract.ts';
import { isCall, parseArgs } from '../bridge/validation.ts';
import type { Call } from '../bridge/verbs.ts';
import { Refusal } from './refusal.ts';

export type Handlers = { [C in Call]: (args: Args<C>) => Result<C> | Promise<Result<C>> };
export type Answer = { ok: true; result: unknown } | { ok: false; error: BridgeError };

/**
 * Answers one call of a window, whichever transport brought it. Never rejects.
 *
 * SECURITY: every argument is validated here, in main, before a handler sees it; a verb that is not in the contract
 * goes nowhere. Stacks and the text of unexpected errors stay in main: they may name files or hold values.
 */
export async function dispatch(handlers: Handlers, verb: unknown, args: unknown): Promise<Answer> {
  if (!isCall(verb)) return refused('invalid', 'There is no such call.');
  try {
    return { ok: true, result: await answer(handlers, verb, args) };
  } catch (error) {
    if (error instanceof Refusal) return refused(error.kind, error.message);
    process.stderr.write(
      `landfall: ${verb} failed: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    return refused('failed', `Landfall could not do this (${verb}${code(error)}).`);
  }
}

async function answer<C extends Call>(handlers: Handlers, verb: C, args: unknown): Promise<Result<C>> {
  const parsed = parseArgs(verb, args);
  if (!parsed.ok) throw new Refusal('invalid', parsed.message);
  return handlers[verb](parsed.args);
}

function refused(kind: BridgeError['kind'], message: string): Answer {
  return { ok: false, error: { kind, message } };
}

/** The system's own code (`ENOSPC`, `EACCES`) says what to do and holds nothing private. */
function code(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? `: ${error.code}` : '';
}
