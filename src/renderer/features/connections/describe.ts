import type { ConnectionEntry } from '../../../bridge/contract.ts';

/** `127.0.0.1`, `api.dottxt.ai`; a base URL that is none is shown as it is. */
export function hostOf({ baseUrl, kind }: { baseUrl: string; kind: string }): string {
  if (kind === 'simulator') return 'built in';
  return URL.canParse(baseUrl) ? new URL(baseUrl).hostname : baseUrl;
}

export function keyInWords({ key, secret }: Pick<ConnectionEntry, 'key' | 'secret'>): string {
  switch (key.state) {
    case 'none needed':
      return 'needs no key';
    case 'missing':
      return `${secret ?? 'the key'} is missing`;
    case 'environment':
      return `${secret ?? 'the key'} is read from the environment`;
    case 'keychain':
      return `${secret ?? 'the key'} is kept encrypted by the operating system`;
    case 'memory':
      return `${secret ?? 'the key'} is kept in memory for this session`;
  }
}
