import type { RequestMaker, RequestOrder } from '../requests/request.ts';
import { requestMaker } from '../requests/table.ts';
import { asCurl } from './curl.ts';
import { asPython } from './python.ts';
import { asTypeScript } from './typescript.ts';

export const COPY_FORMS = ['curl', 'python', 'typescript'] as const;
export type CopyForm = (typeof COPY_FORMS)[number];

/** A request to be written as a program. `keyVariable`: the environment variable with the key, null where none is sent. */
export interface CopyOrder extends RequestOrder {
  maker: RequestMaker;
  url: string;
  keyVariable: string | null;
}

/**
 * A program that makes the run's request and prints what comes, ready to paste. The key stays in its environment
 * variable. Null where there is none in that form: the protocol is only read, or has no SDK there that this knows.
 */
export function copyAs(form: CopyForm, order: RequestOrder): string | null {
  const maker = requestMaker(order.connection.protocol);
  if (maker === null) return null;
  const { path, query } = maker.request(order);
  const whole: CopyOrder = {
    ...order,
    maker,
    url: urlOf(order.connection.baseUrl, path, query),
    keyVariable: variableOf(order.connection.secret),
  };
  switch (form) {
    case 'curl':
      return asCurl(whole);
    case 'python':
      return asPython(whole);
    case 'typescript':
      return asTypeScript(whole);
    default:
      return form satisfies never;
  }
}

/** A base URL may end in a slash, or have a query of its own. */
function urlOf(baseUrl: string, path: string, query: { [name: string]: string }): string {
  const [base = '', own = ''] = baseUrl.split('?', 2);
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const all = [...(own === '' ? [] : [own]), ...pairs].join('&');
  return `${base.replace(/\/+$/, '')}/${path}${all === '' ? '' : `?${all}`}`;
}

/** SECURITY: nothing but a name may stand where a shell or a program reads one. */
function variableOf(secret: string | null): string | null {
  if (secret === null) return null;
  return /^[A-Za-z_]\w*$/.test(secret) ? secret : 'API_KEY';
}
