import type { Head } from './exchange.ts';
import { type Failure, OWN } from './failure.ts';

/** Why a connection failed, in a sentence a person can act on. Codes rather than classes: undici's docs ask for it. */
export function connectionSentence({ code, message, ofProxy }: Failure, url: URL): string {
  if (ofProxy) return message;
  const where = url.host;
  switch (code) {
    case OWN.thread:
      return `Landfall’s streaming client stopped working, which is no fault of ${where}: ${message} (${code}). If it happens again, install Landfall anew.`;
    case OWN.listener:
      return `Landfall could not go on with the answer, which is no fault of ${where}: ${message} (${code}).`;
    case 'ECONNREFUSED':
      return `Nothing answers at ${where}. Is the server running, and is the port right?`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The name ${url.hostname} cannot be found. Check the base URL and the network.`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return `${where} cannot be reached. Check the network, a VPN or a proxy.`;
    case 'UND_ERR_SOCKET':
    case 'ECONNRESET':
    case 'EPIPE':
      return closedEarly(where);
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return `The certificate of ${where} is not trusted here (${code}). NODE_EXTRA_CA_CERTS can name the authority that signed it.`;
    case 'CERT_HAS_EXPIRED':
      return `The certificate of ${where} has expired.`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `The certificate of ${where} was made for another name.`;
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return `${where} does not speak TLS. Should the base URL begin with http://?`;
    case 'Z_DATA_ERROR':
    case 'Z_BUF_ERROR':
      return `The compressed answer of ${where} is broken or was cut (${code}).`;
    default:
      // A chunked body without its last chunk: undici's parser has no code for it.
      if (message.includes('Invalid EOF state')) return closedEarly(where);
      if (code.startsWith('HPE_')) return `${where} does not speak HTTP/1.1 (${code}).`;
      return `The connection to ${where} failed: ${message}${code === '' ? '' : ` (${code})`}`;
  }
}

/** Why an answer is no stream, or null where it may be one. */
export function refusalSentence(head: Head, url: URL): string | null {
  const { status, headers } = head;
  if (status >= 300 && status < 400) {
    const to = URL.parse(headers['location'] ?? '', url.href);
    return `${url.host} redirects${to === null ? '' : ` to ${to.origin}${to.pathname}`}. A request with a key is not sent on; put the right address into the connection.`;
  }
  if (status === 401 || status === 403) return `${url.host} refused the key or the access (HTTP ${status}).`;
  if (status === 404)
    return `${url.host} has nothing at ${url.pathname} (HTTP 404). Check the base URL and the model.`;
  if (status === 429)
    return `${url.host} asks to wait: too many requests, or the quota is used up (HTTP 429).`;
  if (status >= 500) return `${url.host} failed by itself (HTTP ${status}). Trying again may help.`;
  if (status !== 200) return `${url.host} refused the request (HTTP ${status}).`;
  if (/^text\/html\b/i.test(headers['content-type'] ?? '')) {
    return `${url.host} answered with a web page rather than a stream. Does the base URL end in /v1?`;
  }
  return null;
}

function closedEarly(where: string): string {
  return `${where} closed the connection before the answer was complete.`;
}
