import type { SecretStore } from './secret-store.ts';

/** For this session alone: the browser shell, and desktops without a keychain. */
export function memorySecrets(): SecretStore {
  const values = new Map<string, string>();
  return {
    place: 'memory',
    get: (name) => values.get(name) ?? null,
    async set(name, value) {
      values.set(name, value);
    },
    async clear(name) {
      values.delete(name);
    },
  };
}
