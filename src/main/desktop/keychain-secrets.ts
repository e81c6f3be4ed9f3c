import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import * as z from 'zod';
import { memorySecrets } from '../secrets/memory-secrets.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { JsonFile } from '../settings/json-file.ts';

type Keychain = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/**
 * Keys in a file that only the operating system's keychain can open.
 *
 * SECURITY: where there is no keychain, and on a Linux where Electron would encrypt with a password that stands in its
 * own source (`basic_text`), nothing is written: the keys are kept for this session.
 */
export async function keychainSecrets(keychain: Keychain, dataFolder: string): Promise<SecretStore> {
  if (!(await isKeychain(keychain))) return memorySecrets();
  const file = new JsonFile<Record<string, string>>(
    join(dataFolder, 'secrets.json'),
    z.record(z.string(), z.base64()),
    {},
  );
  const values = new Map<string, string>();
  for (const [name, encrypted] of Object.entries(file.value)) {
    const value = await decrypt(keychain, encrypted);
    if (value !== null) values.set(name, value);
  }
  return {
    place: 'keychain',
    get: (name) => values.get(name) ?? null,
    async set(name, value) {
      const encrypted = await keychain.encryptStringAsync(value);
      await file.write({ ...file.value, [name]: encrypted.toString('base64') });
      values.set(name, value);
    },
    async clear(name) {
      const { [name]: _cleared, ...others } = file.value;
      await file.write(others);
      values.delete(name);
    },
  };
}

async function isKeychain(keychain: Keychain): Promise<boolean> {
  if (!(await keychain.isAsyncEncryptionAvailable())) return false;
  return (
    process.platform !== 'linux' || !['basic_text', 'unknown'].includes(keychain.getSelectedStorageBackend())
  );
}

/** A key that this keychain cannot open (another machine, a reset keychain) is missing: the person is asked again. */
async function decrypt(keychain: Keychain, encrypted: string): Promise<string | null> {
  try {
    const { result } = await keychain.decryptStringAsync(Buffer.from(encrypted, 'base64'));
    return result;
  } catch {
    return null;
  }
}
