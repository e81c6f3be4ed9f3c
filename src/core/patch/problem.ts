import type { PatchError } from './operation.ts';

export function problem(kind: PatchError['kind'], message: string): PatchError {
  return { kind, message };
}

function isProblem(value: unknown): value is PatchError {
  return typeof value === 'object' && value !== null && 'kind' in value && 'message' in value;
}
