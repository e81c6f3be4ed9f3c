/**
 * The sentence in an error that a server sent, whichever of the usual shapes it has: `{"error":{"message":…}}`,
 * `{"error":"…","message":"…"}`, `{"message":…}`, or plain text.
 */
export function errorMessage(data: unknown): string {
  if (typeof data === 'string') return data;
  if (typeof data !== 'object' || data === null) return JSON.stringify(data) ?? 'an error without a message';
  const message = 'message' in data ? data.message : undefined;
  const error = 'error' in data ? data.error : undefined;
  if (typeof error === 'string') return typeof message === 'string' ? `${error}: ${message}` : error;
  if (typeof message === 'string') return message;
  if (
    typeof error === 'object' &&
    error !== null &&
    'message' in error &&
    typeof error.message === 'string'
  ) {
    return error.message;
  }
  return JSON.stringify(data);
}
