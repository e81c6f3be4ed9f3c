import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib';
import type { Transform } from 'node:stream';
import { monotonic } from '../monotonic.ts';

/** When a socket read came: see `Stamp`; `t` is absolute here, on `monotonic()`'s clock. */
export interface ReadStamp {
  now: number;
  c: number;
}

/** Undoes the content coding of a body, a read at a time. */
export interface ContentDecoder {
  push(bytes: Uint8Array, stamp: ReadStamp): void;
  /** Resolves when all that was pushed has come out; rejects where the coded body is broken or cut. */
  end(): Promise<void>;
  destroy(): void;
}

type Emit = (bytes: Uint8Array, stamp: ReadStamp) => void;

/**
 * Some servers and proxies compress although they are asked for `identity`. What comes out carries the stamp of the
 * read that went in: a decoder answers each write before the next, so the stamps queue up in the same order.
 */
export function contentDecoder(coding: string, emit: Emit, failed: (error: Error) => void): ContentDecoder {
  const transform = transformFor(coding);
  if (transform === null) return { push: emit, end: () => Promise.resolve(), destroy: () => {} };
  const stamps: ReadStamp[] = [];
  let last: ReadStamp = { now: monotonic(), c: 1 };
  let broken: Error | null = null;
  transform.on('data', (bytes: Uint8Array) => emit(bytes, stamps[0] ?? last));
  transform.on('error', (error) => {
    broken = error;
    failed(error);
  });
  return {
    push(bytes, stamp) {
      stamps.push(stamp);
      transform.write(bytes, () => {
        last = stamps.shift() ?? last;
      });
    },
    end: () =>
      new Promise((resolve, reject) => {
        if (broken !== null) return reject(broken);
        transform.once('end', resolve);
        transform.once('error', reject);
        transform.end();
      }),
    destroy: () => transform.destroy(),
  };
}

/** Null for `identity` and for codings that we do not know: their bytes are shown as they are. */
function transformFor(coding: string): Transform | null {
  switch (coding.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      // A sync flush gives out what each write completes, rather than waiting for a full block.
      return createGunzip({ flush: constants.Z_SYNC_FLUSH });
    case 'deflate':
      return createInflate({ flush: constants.Z_SYNC_FLUSH });
    case 'br':
      return createBrotliDecompress({ flush: constants.BROTLI_OPERATION_FLUSH });
    case 'zstd':
      return createZstdDecompress({ flush: constants.ZSTD_e_flush });
    default:
      return null;
  }
}
