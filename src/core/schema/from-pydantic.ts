import { assembled, type Definition } from './definitions.ts';
import { PydanticReader } from './pydantic-reader.ts';
import { SourceProblem } from './source-tokens.ts';
import type { Converted } from './write-schema.ts';

/**
 * The schema of Pydantic classes as they are pasted: fields with plain types, `Optional`, `Literal`, lists, dictionaries,
 * other classes and enums of the same text, and the usual constraints of `Field`. What is not plain is told with its
 * line, and nothing is guessed. The last class that no other uses is the root.
 */
export function fromPydantic(text: string): Converted {
  try {
    const definitions: Definition[] = new PydanticReader(text).definitions();
    if (definitions.length === 0) {
      return {
        ok: false,
        problems: [{ message: 'there is no class in this text: class Name(BaseModel): …', line: 1 }],
      };
    }
    return { ok: true, schema: assembled(definitions) };
  } catch (error) {
    if (!(error instanceof SourceProblem)) throw error;
    return { ok: false, problems: [{ message: error.message, line: error.line }] };
  }
}
