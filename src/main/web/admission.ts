import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may speak to the browser shell. Anything on this machine, and any page in this person's browser, can reach a
 * loopback port, so:
 *
 * SECURITY: 1. `Host` must be ours (no DNS rebinding). 2. An `Origin`, where there is one, must be ours; a WebSocket
 * must have one. 3. A one-time token in the printed address is exchanged for a cookie that scripts cannot read and
 * other sites cannot send; without the cookie nothing is served.
 */
export interface Admission {
  /** A fresh address that lets one browser in. */
  invitation(): string;
  /** Takes the token of a request's address: the cookie to set, or null where it is no longer good. */
  redeem(token: string): string | null;
  /** Why a request is turned away, or null. */
  refuse(request: IncomingMessage, kind: 'page' | 'socket'): Turned | null;
  hasCookie(request: IncomingMessage): boolean;
}

export interface Turned {
  status: 403 | 421;
  why: string;
}

/** More open invitations than this means that somebody keeps asking; the oldest goes. */
const MAX_INVITATIONS = 16;

export function admission(port: () => number): Admission {
  const session = secret();
  const invitations = new Set<string>();
  // Cookies do not tell ports apart, and a second Landfall may run on another one.
  const cookieName = (): string => `landfall-${port()}`;
  const hosts = (): string[] => [`127.0.0.1:${port()}`, `localhost:${port()}`];
  return {
    invitation() {
      const token = secret();
      const [oldest] = invitations;
      if (oldest !== undefined && invitations.size >= MAX_INVITATIONS) invitations.delete(oldest);
      invitations.add(token);
      return `http://127.0.0.1:${port()}/?token=${token}`;
    },
    redeem(token) {
      const known = [...invitations].find((one) => same(one, token));
      if (known === undefined) return null;
      invitations.delete(known);
      return `${cookieName()}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
    refuse(request, kind) {
      const host = request.headers.host ?? '';
      if (!hosts().includes(host)) return { status: 421, why: 'This is not the address of this Landfall.' };
      const origin = request.headers.origin;
      if (origin === undefined ? kind === 'socket' : origin !== `http://${host}`) {
        return { status: 403, why: 'Only Landfall’s own window may ask this.' };
      }
      return null;
    },
    hasCookie(request) {
      const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
      return cookies.some((cookie) => same(cookie, `${cookieName()}=${session}`));
    },
  };
}

/** 256 bits, in characters that a terminal does not break. */
function secret(): string {
  return randomBytes(32).toString('base64url');
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
