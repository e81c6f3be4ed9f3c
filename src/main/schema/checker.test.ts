import { afterEach, describe, expect, it } from 'vitest';

import { type SchemaChecker, schemaChecker } from './checker.ts';

/** Backtracks 2^40 times: without a limit nothing of the test would ever end. */
const CATASTROPHE = '{"type":"object","properties":{"a":{"type":"string","pattern":"^(a+)+$"}}}';
const LONG = JSON.stringify({ a: `${'a'.repeat(40)}!` });
const PLAIN = '{"type":"object","required":["a"]}';

let checker: SchemaChecker;
afterEach(() => checker.close());

describe('schemaChecker', () => {
  it('should answer as the checks themselves do', async () => {
    checker = schemaChecker();
    expect(
      await Promise.all([
        checker.document('{"a":1}', PLAIN),
        checker.document('{}', PLAIN),
        checker.schema('{"type":"strin"}'),
      ]),
    ).toMatchObject([{ state: 'valid' }, { state: 'missing required fields' }, [{ pointer: '/type' }]]);
  });

  it('should end a pattern that never ends, say so, and go on with what waits', async () => {
    checker = schemaChecker(500);
    const [hostile, next] = await Promise.all([
      checker.document(LONG, CATASTROPHE),
      checker.document('{"a":1}', PLAIN),
    ]);
    expect(hostile).toEqual({
      state: 'unchecked',
      problem: { pointer: '', message: 'it took longer than 0.5 s' },
    });
    expect(next).toEqual({ state: 'valid' });
  });

  it('should let go of everything when it is closed in the middle', async () => {
    checker = schemaChecker();
    await checker.schema(PLAIN);
    const hostile = checker.document(LONG, CATASTROPHE);
    checker.close();
    expect(await hostile).toMatchObject({ state: 'unchecked' });
  });
});
