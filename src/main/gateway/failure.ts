import { ProxyError } from './proxy.ts';

/** Why a connection failed, as data: an error that crosses between threads loses its code and its class. */
export interface Failure {
  /** The system's or undici's (`ECONNREFUSED`, `UND_ERR_SOCKET`); empty where there is none. */
  code: string;
  message: string;
  /** The proxy on the way is at fault, and the message is a sentence that says so. */
  ofProxy: boolean;
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
