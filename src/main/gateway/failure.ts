import { ProxyError } from './proxy.ts';

/** Why a connection failed, as data: an error that crosses between threads loses its code and its class. */
export interface Failure {
  /** The system's, undici's or one of `OWN` (`ECONNREFUSED`, `UND_ERR_SOCKET`); empty where there is none. */
  code: string;
  message: string;
  /** The proxy on the way is at fault, and the message is a sentence that says so. */
  ofProxy: boolean;
}

/** Codes of what failed in Landfall itself, so that no sentence blames the server: its thread, and who listens to it. */
export const OWN = { thread: 'LANDFALL_THREAD', listener: 'LANDFALL_LISTENER' } as const;

export function ownFailure(code: (typeof OWN)[keyof typeof OWN], error: unknown): Failure {
  return { code, message: error instanceof Error ? error.message : String(error), ofProxy: false };
}

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: '', message: String(error), ofProxy: false };
  return { code: codeOf(error), message: error.message, ofProxy: error instanceof ProxyError };
}

function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Several addresses of one name were tried; they usually failed alike.
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return codeOf(error.errors[0]);
  return error.cause instanceof Error ? codeOf(error.cause) : '';
}
