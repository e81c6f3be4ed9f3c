import { fromPydantic } from '../../../core/schema/from-pydantic.ts';
import { fromTypeScript } from '../../../core/schema/from-typescript.ts';
import { inferSchema } from '../../../core/schema/infer.ts';
import type { Converted } from '../../../core/schema/write-schema.ts';
import type { ConvertFrom } from './convert.ts';

/** What a schema can be made from, and how the text of each begins. */
export const SOURCES: readonly { value: ConvertFrom; label: string; placeholder: string }[] = [
  { value: 'json', label: 'Example JSON', placeholder: '{"intent": "billing", "urgency": "high"}' },
  {
    value: 'pydantic',
    label: 'Pydantic',
    placeholder: 'class Ticket(BaseModel):\n    intent: Literal["billing", "technical"]\n    reply: str',
  },
  {
    value: 'typescript',
    label: 'TypeScript',
    placeholder: "interface Ticket {\n  intent: 'billing' | 'technical';\n  reply: string;\n}",
  },
];

/** Null while there is nothing to convert. */
export function convert(from: ConvertFrom, text: string): Converted | null {
  if (text.trim() === '') return null;
  switch (from) {
    case 'json':
      return inferSchema(text);
    case 'pydantic':
      return fromPydantic(text);
    case 'typescript':
      return fromTypeScript(text);
    default:
      return from satisfies never;
  }
}
