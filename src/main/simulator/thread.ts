import { parentPort } from 'node:worker_threads';

import { createSimulatorServer } from './server.ts';

/** The Simulator's own thread: says its port once it listens. */
function main(): void {
  const port = parentPort;
  if (port === null) throw new Error('thread.ts runs in a worker; use startSimulator()');
  const server = createSimulatorServer();
  // SECURITY: loopback alone, on a port that the system chooses.
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') port.postMessage({ port: address.port });
  });
}

main();
