import type { Connection } from '../../../core/run/draft.ts';

export type FormProblems = { readonly [member in 'name' | 'baseUrl' | 'secret']?: string };

/** What main would refuse, said at its field before anything is saved. */
export function problemsOf(connection: Connection): FormProblems {
  const { name, baseUrl, secret, kind } = connection;
  return {
    ...(name.trim() === '' && { name: 'A name is needed, to choose it by.' }),
    ...(kind === 'http' &&
      !isWebUrl(baseUrl) && { baseUrl: 'A URL is needed, such as https://api.dottxt.ai/v1' }),
    ...(secret !== null &&
      !/^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(secret) && {
        secret: 'Letters, digits and underscores, such as DOTTXT_API_KEY',
      }),
  };
}

function isWebUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

/** A copy to go on from. One of the Simulator is no Simulator, so it starts as one that a person fills in. */
export function duplicateOf(connection: Connection, taken: readonly string[]): Connection {
  const { simulator: _wish, ...rest } = connection;
  const fresh = newConnection(taken);
  return { ...rest, id: fresh.id, name: `${connection.name} copy`, kind: 'http' };
}

/** A connection that starts from nothing; `taken` are the ids that there are. */
export function newConnection(taken: readonly string[]): Connection {
  let n = 1;
  while (taken.includes(`custom-${n}`)) n++;
  return {
    id: `custom-${n}`,
    name: n === 1 ? 'Custom' : `Custom ${n}`,
    kind: 'http',
    baseUrl: 'http://localhost:8000/v1',
    protocol: 'dottxt.patch',
    accept: '*/*',
    model: '',
    secret: null,
  };
}
