import { connect } from 'node:net';
import type { Timed } from './arrival.ts';
import { microseconds } from './paced-server.ts';

/**
 * What a bare socket can know of arrival times: it stamps each read and does nothing else. Says that it is there, and
 * once it has been told to go, its stamps against the server's.
 */
function stream(url: URL): void {
  const reads: { at: number; bytes: Buffer }[] = [];
  const socket = connect(Number(url.port), url.hostname);
  socket.setNoDelay(true);
  socket.write(
    `POST ${url.pathname}/chat/completions HTTP/1.1\r\nhost: ${url.host}\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}`,
  );
  socket.on('data', (bytes) => reads.push({ at: microseconds(), bytes }));
  socket.on('close', () => {
    const timed: Timed[] = [];
    let rest = '';
    for (const { at, bytes } of reads) {
      rest += bytes.toString('latin1');
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const sent = Number(/"value":([\d.]+)\}/.exec(line)?.[1]);
        if (Number.isFinite(sent)) timed.push({ sent: sent / 1000, error: (at - sent) / 1000 });
      }
    }
    // Four thousand stamps do not go through the pipe at once.
    process.send?.({ timed }, undefined, {}, () => process.disconnect());
  });
}

process.once('message', () => stream(new URL(process.argv[2] ?? '')));
process.send?.({});
