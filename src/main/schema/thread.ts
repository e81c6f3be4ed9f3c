import { parentPort } from 'node:worker_threads';

import { checkDocument, checkSchema } from './check.ts';

/** A document against a schema; `json` is null where the schema itself is in question. */
export interface Question {
  json: string | null;
  schema: string;
}

/** The thread of `checker.ts`: says that it is ready, then answers one question after another. */
function main(): void {
  const port = parentPort;
  if (port === null) throw new Error('thread.ts runs in a worker; use schemaChecker()');
  port.on('message', ({ json, schema }: Question) => {
    port.postMessage(json === null ? checkSchema(schema) : checkDocument(json, schema));
  });
  port.postMessage('ready');
}

main();
