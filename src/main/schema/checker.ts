import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import type { SchemaProblem } from '../../bridge/contract.ts';
import type { CheckedDocument, DocumentCheck } from '../../core/run/assess.ts';
import { threadFile } from '../thread-file.ts';
import type { Question } from './thread.ts';

/** A million-operation document takes about two seconds; nobody waits longer than this for a verdict. */
const LIMIT_MS = 10_000;

/**
 * Checks by schemas that may come from anywhere, in a thread of its own and for a bounded time.
 *
 * SECURITY: a capture carries its schema, and a `pattern` such as `^(a+)+$` takes for ever on a string made for it. The
 * thread is ended then, and the answer says so.
 */
export interface SchemaChecker {
  /** `unchecked`, with the reason, where it took too long. */
  readonly document: DocumentCheck;
  /** What is wrong with a schema: its JSON, or its meaning. Empty where it can be used. */
  schema(text: string): Promise<SchemaProblem[]>;
  /** Ends the thread, and what it is at. */
  close(): void;
}

/** The thread is started by the first question, and asked one at a time. It does not keep the process alive. */
export function schemaChecker(limitMs: number = LIMIT_MS): SchemaChecker {
  const closing = new AbortController();
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function answered(question: Question): Promise<unknown> {
    const worker = (thread ??= await started(closing.signal));
    worker.ref();
    const limit = AbortSignal.timeout(limitMs);
    try {
      worker.postMessage(question, []);
      const [answer]: unknown[] = await once(worker, 'message', {
        signal: AbortSignal.any([limit, closing.signal]),
      });
      return answer;
    } catch (error) {
      thread = null;
      void worker.terminate();
      throw limit.aborted ? new Error(`it took longer than ${limitMs / 1000} s`) : error;
    } finally {
      worker.unref();
    }
  }

  async function ask<T>(question: Question, otherwise: (why: string) => T): Promise<T> {
    const answer = last.then(() => answered(question));
    last = answer.catch(() => {});
    try {
      return (await answer) as T;
    } catch (error) {
      return otherwise(error instanceof Error ? error.message : String(error));
    }
  }

  return {
    document: (json, schema) =>
      ask<CheckedDocument>({ json, schema }, (message) => ({
        state: 'unchecked',
        problem: { pointer: '', message },
      })),
    schema: (schema) => ask({ json: null, schema }, (message) => [{ message, pointer: '', offset: 0 }]),
    close() {
      closing.abort();
      void thread?.terminate();
    },
  };
}

async function started(signal: AbortSignal): Promise<Worker> {
  const worker = new Worker(threadFile('schema'), { name: 'schema' });
  // One that dies is a question without an answer, not the end of the process.
  worker.on('error', () => {});
  try {
    await once(worker, 'message', { signal });
    return worker;
  } catch (error) {
    void worker.terminate();
    throw error;
  }
}
