import { describe, expect, it } from 'vitest';

import { DocumentHistory } from '../../../core/document/history.ts';
import type { Operation } from '../../../core/patch/operation.ts';
import { fieldsOf } from '../../../core/schema/fields.ts';
import { parseSchema } from '../../../core/schema/parse.ts';
import { type Landing, landingsOf, type OverRuns } from './landings.ts';

const SCHEMA = `{"properties": {
  "intent": {"enum": ["a"]},
  "steps": {"items": {"type": "string"}},
  "reply": {"type": "string"},
  "note": {"type": "string"}
}}`;

/** One operation each hundred milliseconds, from 100. */
const OPS: Operation[] = [
  { op: 'add', path: '', value: {} },
  { op: 'add', path: '/intent', value: 'a' },
  { op: 'add', path: '/steps', value: [] },
  { op: 'add', path: '/steps/0', value: 'x' },
  { op: 'add', path: '/steps/1', value: 'y' },
];

describe('landingsOf', () => {
  it('should show when a leaf landed, from when to when a list came, and what is next', () => {
    expect(landings(4, 'timed', '/reply')).toEqual([
      ['intent', 'landed', '200'],
      ['steps', 'landed', '300 – 500'],
      ['*', 'landed', '400 – 500'],
      ['reply', 'next', 'next'],
      ['note', 'pending', null],
    ]);
  });

  it('should show the moment, not the end', () => {
    expect(landings(1, 'timed', '/steps').map(([, state]) => state)).toEqual([
      'landed',
      'next',
      'pending',
      'pending',
      'pending',
    ]);
    expect(landings(-1, 'timed', null).every(([, state, hint]) => state === 'pending' && hint === null)).toBe(
      true,
    );
  });

  it('should number operations where there are no times', () => {
    expect(landings(4, 'untimed', null).map(([, , hint]) => hint)).toEqual([
      'op 2',
      'op 3 – 5',
      'op 4 – 5',
      null,
      null,
    ]);
  });

  it('should say over how many runs a median is, and where the first and the last of many nodes land', () => {
    const over = { n: 3, p50: 201.4, p95: 250, many: false, first: 0, last: 0 };
    const known: Readonly<Record<string, OverRuns>> = {
      '/intent': over,
      '/steps/*': { ...over, many: true, first: 300, last: 499.6 },
    };
    const found = landed(4, 'timed', null, (pattern) => known[pattern] ?? null);
    expect(found.map((landing) => landing.over)).toEqual([
      { p50: 'n 3 · p50 201', p95: 'p95 250' },
      null,
      { p50: 'n 3 · p50 300 – 500', p95: null },
      null,
      null,
    ]);
  });
});

function landings(event: number, clock: 'timed' | 'untimed', next: string | null): (string | null)[][] {
  return landed(event, clock, next).map(({ name, state, hint }) => [name, state, hint]);
}

function landed(
  event: number,
  clock: 'timed' | 'untimed',
  next: string | null,
  over: (pattern: string) => OverRuns | null = () => null,
): (Landing & { name: string })[] {
  const parsed = parseSchema(SCHEMA);
  if (!parsed.ok) throw new Error('not a schema');
  const history = new DocumentHistory((i) => JSON.stringify(OPS[i]));
  OPS.forEach((op, i) => history.fold(i, op, JSON.stringify(op)));
  const view = history.at(event);
  const at = (i: number) => (clock === 'timed' ? 100 * (i + 1) : null);
  const fields = fieldsOf(parsed.schema);
  const found = landingsOf(fields, {
    view,
    next,
    over,
    opNumber: (i) => i + 1,
    times: (node) => ({ tOpen: at(view.born(node)), tLand: at(view.lastInside(node)) }),
  });
  return found.map((landing, i) => ({ ...landing, name: fields[i]?.name ?? '' }));
}
