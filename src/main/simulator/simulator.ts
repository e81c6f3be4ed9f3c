import { Worker } from 'node:worker_threads';

export interface Simulator {
  /** `http://127.0.0.1:PORT/v1` */
  baseUrl: string;
  /** Breaks the streams that are open and ends the thread. */
  close(): Promise<void>;
}

/**
 * Starts the Simulator in a thread of its own, so that the clock of the client it feeds is not held up by its work.
 * It does not keep the process alive. Rejects where the thread cannot start or listen.
 * `thread`: its file, where it is not the source beside this one.
 */
export async function startSimulator(
  thread: URL = new URL('./thread.ts', import.meta.url),
): Promise<Simulator> {
  const worker = new Worker(thread, { name: 'simulator' });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', (said: unknown) => {
      const port = typeof said === 'object' && said !== null && 'port' in said ? said.port : undefined;
      if (typeof port === 'number') resolve(port);
      else reject(new Error('the Simulator said no port'));
    });
    // Kept for good: a thread that dies later is a refused connection for the client, not the end of the process.
    worker.on('error', reject);
    worker.once('exit', () => reject(new Error('the Simulator ended before it listened')));
  });
  worker.unref();
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    async close() {
      await worker.terminate();
    },
  };
}
