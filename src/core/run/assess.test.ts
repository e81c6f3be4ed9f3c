import { describe, expect, it } from 'vitest';

import { assess, type CheckedDocument, type DocumentCheck } from './assess.ts';
import { RunRecord } from './record.ts';
import { ENDINGS, headline, type Verdict } from './verdict.ts';

const HEADER = '{"$":"patchcap","v":1,"schema":"{}"}';
const SEED = '{"op":"add","path":"","value":{},"t":10.000,"c":1}';

function judge(
  lines: string[],
  checked: CheckedDocument = { state: 'valid' },
  schema?: string,
): Promise<Verdict> {
  const record = new RunRecord();
  for (const line of lines) record.push(line);
  const check: DocumentCheck = () => checked;
  return assess(record, check, schema);
}

function ended(reason: string, checked?: CheckedDocument, members = ''): Promise<Verdict> {
  return judge([HEADER, SEED, `{"$":"end","t":20.000,"reason":"${reason}"${members}}`], checked);
}

const MISSING: CheckedDocument = {
  state: 'missing required fields',
  problem: { pointer: '/reply', message: 'is required' },
};

describe('assess', () => {
  it('should say of a clean end what it was and how long it took', async () => {
    expect(await ended('eof')).toEqual({
      headline: 'complete',
      ended: 'eof',
      document: 'valid',
      reason: 'The body ended without an end marker and the document satisfies the schema.',
      ops: 1,
      durationMs: 20,
      errors: 0,
    });
  });

  it('should name the field that never arrived and what to check', async () => {
    const verdict = await ended('eof', MISSING);
    expect(verdict).toMatchObject({ headline: 'incomplete', document: 'missing required fields' });
    expect(verdict.problem).toEqual(MISSING.problem);
    expect(verdict.reason).toBe(
      'The body ended without an end marker and /reply, which the schema requires, never arrived: the stream was probably cut short; check max_tokens.',
    );
  });

  it('should take an end marker in the stream for done, and an error in it before that', async () => {
    const done = '{"$":"mark","t":11.000,"c":2,"name":"done"}';
    const err = '{"$":"err","t":12.000,"c":2,"kind":"in-band","data":{"error":{"message":"overloaded"}}}';
    const eof = '{"$":"end","t":20.000,"reason":"eof"}';
    expect((await judge([HEADER, SEED, done, eof])).ended).toBe('done');
    const verdict = await judge([HEADER, SEED, err, done, eof]);
    expect(verdict).toMatchObject({ headline: 'error in stream', ended: 'error in stream' });
    expect(verdict.reason).toContain('overloaded');
  });

  it('should not blame the server for a limit of our own', async () => {
    const verdict = await ended('error in stream', undefined, ',"message":"a line is longer than 16 MiB"');
    expect(verdict.reason).toBe('Landfall could not read on: a line is longer than 16 MiB.');
  });

  it('should tell a capture without its end from bare operations', async () => {
    expect(await judge([HEADER, SEED])).toMatchObject({ headline: 'torn', ended: 'torn', durationMs: 10 });
    expect(await judge([SEED])).toMatchObject({
      headline: 'unknown',
      ended: 'unknown',
      document: 'unchecked',
    });
    expect((await judge(['{"op":"add","path":"","value":1}'])).durationMs).toBeNull();
  });

  it('should keep what the server said when it refused', async () => {
    const verdict = await ended('refused', undefined, ',"refusal":{"status":403,"body":"no access"}');
    expect(verdict).toMatchObject({ headline: 'refused', refusal: { status: 403, body: 'no access' } });
    expect(verdict.reason).toContain('403');
  });

  it('should see the token limit in the reason to finish', async () => {
    expect(await ended('eof', MISSING, ',"finish_reason":"length"')).toMatchObject({
      ended: 'length',
      headline: 'incomplete',
    });
  });

  it('should call it no document where nothing was folded, and count what was wrong', async () => {
    const verdict = await judge([
      HEADER,
      '{"op":"add"',
      '{"op":"add","path":"/a","value":1}',
      '{"$":"end","reason":"eof"}',
    ]);
    expect(verdict).toMatchObject({ headline: 'incomplete', document: 'not a document', errors: 2, ops: 1 });
    expect(verdict.reason).toContain('2 events could not be read or applied');
  });

  it('should check against the given schema, else the own, else not at all', async () => {
    const seen: string[] = [];
    const record = new RunRecord();
    for (const line of [HEADER, SEED]) record.push(line);
    const check: DocumentCheck = (json, schema) => {
      seen.push(`${json} ${schema}`);
      return { state: 'valid' };
    };
    await assess(record, check);
    await assess(record, check, 'true');
    expect(seen).toEqual(['{} {}', '{} true']);
    expect((await judge(['{"$":"patchcap","v":1}', SEED])).document).toBe('unchecked');
  });

  it.each(
    ENDINGS.flatMap((ending) => [MISSING, { state: 'valid' as const }].map((doc) => [ending, doc] as const)),
  )('should give a sentence for %s', async (ending, checked) => {
    expect((await ended(ending, checked)).reason).toMatch(/^[A-Z].*\.$/s);
  });
});

describe('headline', () => {
  it('should be complete for a clean end with a sound document alone', () => {
    for (const ending of ENDINGS) {
      const clean = ending === 'done' || ending === 'eof';
      const incomplete = clean || ending === 'length';
      for (const sound of ['valid', 'unchecked'] as const) {
        expect(headline(ending, sound)).toBe(clean ? 'complete' : ending);
      }
      for (const bad of ['violates the schema', 'missing required fields', 'not a document'] as const) {
        expect(headline(ending, bad)).toBe(incomplete ? 'incomplete' : ending);
      }
    }
  });
});
