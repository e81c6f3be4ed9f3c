import type { SecretState } from '../../bridge/contract.ts';

/** Holds keys by name. Main alone reads them; no call of the contract returns one. */
export interface SecretStore {
  readonly place: 'keychain' | 'memory';
  get(name: string): string | null;
  set(name: string, value: string): Promise<void>;
  clear(name: string): Promise<void>;
}

export interface Secrets {
  readonly place: 'keychain' | 'memory';
  /** The key for a request, or null. */
  value(name: string): string | null;
  state(name: string): SecretState['state'];
  set(name: string, value: string): Promise<void>;
  clear(name: string): Promise<void>;
}

/**
 * Keys from a store, else from the environment. What a person typed in the window wins over what the shell happened
 * to export, and the window shows which of the two is used; clearing it goes back to the environment.
 */
export function secrets(store: SecretStore, env: NodeJS.ProcessEnv): Secrets {
  const fromEnvironment = (name: string): string | null => (isKeyName(name) ? env[name] || null : null);
  return {
    place: store.place,
    value: (name) => store.get(name) ?? fromEnvironment(name),
    state(name) {
      if (store.get(name) !== null) return store.place;
      return fromEnvironment(name) === null ? 'missing' : 'environment';
    },
    set: (name, value) => store.set(name, value),
    clear: (name) => store.clear(name),
  };
}

/**
 * SECURITY: a connection names the variable that holds its key, and is edited in the window. Only variables named
 * like a key are looked up, so that no other part of the environment can be sent to a server that way.
 */
function isKeyName(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*_(?:KEY|TOKEN)$/.test(name);
}
