import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { checkOperation } from '../patch/check-operation.ts';
import type { JsonValue, PatchError } from '../patch/operation.ts';
import { DocumentHistory } from './history.ts';

interface Case {
  comment?: string;
  doc: JsonValue;
  patch: JsonValue[];
  expected?: JsonValue;
  error?: string;
  disabled?: boolean;
}

const require = createRequire(import.meta.url);

/** Each operation an event of its own, as in a stream: the first that fails ends it. */
function run({ doc, patch }: Case): { history: DocumentHistory; events: number; error: PatchError | null } {
  const texts = [JSON.stringify({ op: 'add', path: '', value: doc })];
  const history = new DocumentHistory((event) => texts[event] ?? '');
  history.fold(0, { op: 'add', path: '', value: doc }, texts[0] ?? '');
  for (const [i, value] of patch.entries()) {
    const text = JSON.stringify(value);
    texts.push(text);
    const checked = checkOperation(value);
    const error = checked.ok ? history.fold(i + 1, checked.op, text) : checked.error;
    if (error !== null) return { history, events: i + 1, error };
  }
  return { history, events: patch.length + 1, error: null };
}

describe.each(['tests.json', 'spec_tests.json'])('the public JSON Patch suite, %s', (file) => {
  const cases = JSON.parse(readFileSync(require.resolve(`json-patch-test-suite/${file}`), 'utf8')) as Case[];
  const live = cases.filter((c) => c.disabled !== true && c.patch !== undefined);

  it('should have cases', () => {
    expect(live.length).toBeGreaterThan(10);
  });

  it.each(live.map((c, i) => [`${i} ${c.comment ?? c.error ?? JSON.stringify(c.patch)}`, c] as const))(
    'should pass %s',
    (_, c) => {
      const { history, events, error } = run(c);
      if (c.error !== undefined) {
        expect(error).not.toBeNull();
        // What failed has left no trace: the document is that of the operations before it.
        expect(history.at(events).json()).toBe(history.at(events - 1).json());
        return;
      }
      expect(error).toBeNull();
      if (c.expected !== undefined) expect(JSON.parse(history.at(events).json())).toEqual(c.expected);
    },
  );

  it.each(live.filter((c) => c.error !== undefined).map((c) => [c.error ?? '', c] as const))(
    'should leave the document alone as a whole when a batch fails: %s',
    (_, { doc, patch }) => {
      const ops = patch.map((p) => checkOperation(p));
      if (!ops.every((o) => o.ok)) return;
      const text = JSON.stringify(doc);
      const texts = [`{"op":"add","path":"","value":${text}}`, JSON.stringify(patch)];
      const history = new DocumentHistory((event) => texts[event] ?? '');
      history.fold(0, { op: 'add', path: '', value: doc }, texts[0] ?? '');
      expect(
        history.foldAll(
          1,
          ops.map((o) => o.op),
          texts[1] ?? '',
        ),
      ).not.toBeNull();
      expect(history.at(1).json()).toBe(text);
    },
  );
});
