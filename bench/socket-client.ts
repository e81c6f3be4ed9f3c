import { connect } from 'node:net';
import { microseconds } from './paced-server.ts';

/**
 * What a bare socket can know of arrival times: it stamps each read and does nothing else. Says the errors against the
 * server's clock in milliseconds.
 */
const url = new URL(process.argv[2] ?? '');
const reads: { at: number; bytes: Buffer }[] = [];
const socket = connect(Number(url.port), url.hostname);
socket.setNoDelay(true);
socket.write(
  `POST ${url.pathname}/chat/completions HTTP/1.1\r\nhost: ${url.host}\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}`,
);
socket.on('data', (bytes) => reads.push({ at: microseconds(), bytes }));
socket.on('close', () => {
  const errors: number[] = [];
  let rest = '';
  for (const { at, bytes } of reads) {
    rest += bytes.toString('latin1');
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const sent = /"value":([\d.]+)\}/.exec(line)?.[1];
      if (sent !== undefined) errors.push((at - Number(sent)) / 1000);
    }
  }
  process.send?.({ errors });
  process.disconnect();
});
