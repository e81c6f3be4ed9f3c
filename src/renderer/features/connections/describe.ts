import type { ConnectionEntry } from '../../../bridge/contract.ts';

/** `127.0.0.1`, `api.dottxt.ai`; a base URL that is none is shown as it is. */
export function hostOf({ baseUrl, kind }: { baseUrl: string; kind: string }): string {
  if (kind === 'simulator') return 'built in';
  return URL.canParse(baseUrl) ? new URL(baseUrl).hostname : baseUrl;
}

export function keyInWords({ key, secret }: Pick<ConnectionEntry, 'key' | 'secret'>): string {
  return `${key.state === 'none needed' ? '' : (secret ?? 'the key')} ${KEY_IN_WORDS[key.state]}`.trim();
}

const KEY_IN_WORDS: Record<ConnectionEntry['key']['state'], string> = {
  'none needed': 'needs no key',
  missing: 'is missing',
  environment: 'is read from the environment',
  keychain: 'is kept encrypted by the operating system',
  memory: 'is kept in memory for this session',
};
