import type { PatchError } from './operation.ts';

export function problem(kind: PatchError['kind'], message: string): PatchError {
  return { kind, message };
}
