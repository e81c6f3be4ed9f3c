import { assembled } from './definitions.ts';
import { SourceProblem } from './source-tokens.ts';
import { TypeScriptReader } from './typescript-reader.ts';
import type { Converted } from './write-schema.ts';

/**
 * The schema of TypeScript types as they are pasted: interfaces, object types, unions, literals, arrays, tuples, enums and
 * references to other types of the same text; JSDoc becomes descriptions. What is computed (generics of one's own,
 * conditional and mapped types, functions) is told with its line, and nothing is guessed. The last type that no other
 * uses is the root.
 */
export function fromTypeScript(text: string): Converted {
  try {
    const definitions = new TypeScriptReader(text).definitions();
    if (definitions.length === 0) {
      const message = 'there is no type in this text: interface Name { … } or type Name = { … }';
      return { ok: false, problems: [{ message, line: 1 }] };
    }
    return { ok: true, schema: assembled(definitions) };
  } catch (error) {
    if (!(error instanceof SourceProblem)) throw error;
    return { ok: false, problems: [{ message: error.message, line: error.line }] };
  }
}
