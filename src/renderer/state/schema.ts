import { create } from 'zustand';

import type { SchemaProblem } from '../../bridge/contract.ts';
import { type Field, fieldsOf } from '../../core/schema/fields.ts';
import { parseSchema } from '../../core/schema/parse.ts';
import type { SchemaTree } from '../../core/schema/tree.ts';
import { bridge } from './bridge.ts';
import { useDraft } from './draft.ts';

/** The draft's schema as read. A text that is no JSON keeps the last tree that was, so that nothing jumps about. */
export interface SchemaState {
  /** The text that `problems` speak of. */
  text: string;
  tree: SchemaTree | null;
  /** In declared order. Offsets are those of `tree.text`. */
  fields: readonly Field[];
  /** The first is the one to mend first; empty where the schema can be sent. */
  problems: readonly SchemaProblem[];
}

export const useSchema = create<SchemaState>()(() => ({ text: '', tree: null, fields: [], problems: [] }));

/** Reading takes under a millisecond for 30 kB; main's check compiles the schema, so it waits for a pause. */
const READ_AFTER_MS = 60;
const CHECK_AFTER_MS = 300;

/** Follows the draft from now on. */
export function watchSchema(): void {
  let reading: ReturnType<typeof setTimeout> | undefined;
  let checking: ReturnType<typeof setTimeout> | undefined;
  const follow = (text: string) => {
    clearTimeout(reading);
    clearTimeout(checking);
    reading = setTimeout(() => read(text), READ_AFTER_MS);
    checking = setTimeout(() => void check(text), CHECK_AFTER_MS);
  };
  useDraft.subscribe((now, before) => {
    if (now.draft.schema !== before.draft.schema) follow(now.draft.schema);
  });
}

function read(text: string): void {
  const parsed = parseSchema(text);
  if (parsed.ok) {
    useSchema.setState({ text, tree: parsed.schema, fields: fieldsOf(parsed.schema), problems: [] });
  } else {
    useSchema.setState({
      text,
      problems: parsed.problems.map(({ message, offset }) => ({ message, offset, pointer: '' })),
    });
  }
}

async function check(schema: string): Promise<void> {
  if (!parseSchema(schema).ok) return;
  try {
    const { problems } = await bridge.call('schema.check', { schema });
    // The text may have changed while main was reading it.
    if (useDraft.getState().draft.schema === schema) useSchema.setState({ problems });
  } catch {
    // Main is not there, which the window says elsewhere; the reading above stands.
  }
}
