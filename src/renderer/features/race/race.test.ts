import { describe, expect, it } from 'vitest';

import { runOf } from '../../../../tests/lab/run-of.ts';
import type { RaceChoice } from '../../../bridge/contract.ts';
import type { ArrivalRun } from '../../../core/timing/blocks-run.ts';
import { checkGates } from '../../../core/timing/gates-check.ts';
import { schedule } from '../../../core/timing/schedule.ts';
import { marksOf } from '../present/lane.ts';
import { runningUpTo } from './live-lane.ts';
import { orderChoices } from './orders.ts';
import { initialChoice, lackOf, lanesOf } from './plan.ts';
import { defaultWatch, type Lane, standing } from './standing.ts';

const checked = checkGates([
  { name: 'send', kind: 'task', fields: ['/reply'], duration: { base: 1 } },
  { name: 'route', kind: 'task', fields: ['/intent'], duration: { base: 1 }, weight: 3 },
  { name: 'plan', kind: 'task', fields: ['/steps'], duration: { base: 1 }, weight: 9 },
]);
const GATES = checked.ok ? checked.gates : [];

function lane(letter: 'A' | 'B', run: ArrivalRun | null, now: number | null = null): Lane {
  const name = letter === 'A' ? 'as written' : 'reply first';
  return { letter, name, run, schedule: run === null ? null : schedule(GATES, run), live: now !== null, now };
}

const ROUTE = { kind: 'gate', name: 'route' } as const;
const early = runOf('100 {}', '120 /intent "x"', '400 /reply "…"');
const late = runOf('100 {}', '380 /reply "…"', '399 /intent "x"');

describe('standing', () => {
  it('should say who was first, and by how much', () => {
    expect(standing(lane('A', late), lane('B', early), ROUTE)).toEqual({
      a: 399,
      b: 120,
      ahead: 'b',
      words: 'B (reply first) reached “route” after 120\u00a0ms, 279\u00a0ms before A (as written).',
    });
    expect(standing(lane('A', early), lane('B', early), ROUTE).ahead).toBeNull();
  });

  it('should count how far the other one is behind while it runs, and say where it never got there', () => {
    const behind = { ...late, root: { ...late.root, children: late.root.children.slice(0, 1) } };
    const going = { ...behind, complete: false };
    expect(standing(lane('A', early, 420), lane('B', going, 390), ROUTE).words).toBe(
      'A (as written) reached “route” after 120\u00a0ms; B (reply first) has not yet, at least 270\u00a0ms behind.',
    );
    expect(standing(lane('A', early), lane('B', going), ROUTE).words).toMatch(/B .* ended without it\.$/);
    expect(standing(lane('A', null, 10), lane('B', null, 10), ROUTE).words).toMatch(/^Neither lane .* yet/);
    expect(standing(lane('A', null), lane('B', null), ROUTE)).toMatchObject({
      a: null,
      b: null,
      ahead: null,
    });
  });

  it('should not take what a stream has not left for landed', () => {
    const open = { ...runOf('100 {}', '110 /steps []', '130 /steps/0 1'), complete: false };
    const field = { kind: 'field', name: 'steps' } as const;
    for (const watch of [field, { kind: 'gate', name: 'plan' } as const, { kind: 'end' } as const]) {
      expect(standing(lane('A', open, 140), lane('B', null, 140), watch).a).toBeNull();
    }
    expect(standing(lane('A', { ...open, complete: true }), lane('B', null, 140), field).a).toBe(130);
  });

  it('should watch the heaviest gate that opens, or the first field', () => {
    expect(defaultWatch(GATES, ['intent'], [])).toEqual({ kind: 'gate', name: 'plan' });
    expect(defaultWatch(GATES, ['intent'], [lane('A', early)])).toEqual(ROUTE);
    expect(defaultWatch([], ['intent'], [])).toEqual({ kind: 'field', name: 'intent' });
    expect(defaultWatch([], [], [])).toEqual({ kind: 'end' });
  });
});

describe('runningUpTo', () => {
  const declared = { '': ['intent', 'note', 'steps', 'reply'] };

  it('should show what is being written as far as now: the next field, or the container that is open', () => {
    const one = { ...runOf('100 {}', '120 /intent "x"', { declared }), complete: false };
    expect(marksOf(runningUpTo(one, 200)).map(({ name, from }) => [name, from])).toEqual([
      ['intent', 100],
      ['note', 120],
    ]);
    const two = { ...runOf('100 {}', '120 /intent "x"', '130 /steps []', { declared }), complete: false };
    const marks = marksOf(runningUpTo(two, 200));
    expect(marks.map(({ name }) => name)).toEqual(['intent', 'steps']);
    expect(marks[1]?.at).toBeGreaterThan(200);
    expect(marks[1]?.at).toBeCloseTo(200, 6);
  });

  it('should have nothing but the wait before the first operation', () => {
    const { root, end } = runningUpTo(null, 80);
    expect([root.tOpen, root.children.length, end]).toEqual([80, 0, Number.POSITIVE_INFINITY]);
  });
});

describe('orderChoices', () => {
  const schema =
    '{"properties":{"intent":{"type":"string"},"urgency":{},"reply":{}},"required":["intent","reply"]}';
  const draft = { title: '', schema, input: '', params: {}, extra: {}, gates: [] };

  it('should offer each order that sends another text, by name', () => {
    const whatIf = new Map([['', ['reply', 'intent', 'urgency']]]);
    const choices = orderChoices(draft, { whatIf, arrived: new Map() }, true);
    expect(choices.map(({ name, fields }) => `${name}: ${fields.join(' ')}`)).toEqual([
      'as written: intent urgency reply',
      'what if: reply intent urgency',
      'urgency first: urgency intent reply',
    ]);
    expect(choices[0]?.draft.schema).toBe(schema);
    expect(choices[1]?.draft.schema).toContain('"required":["reply","intent"]');
    expect(orderChoices({ ...draft, schema: '{' }, { whatIf: null, arrived: null }, true)).toEqual([]);
  });
});

function places(a: string, x: string, b: string, y: string): RaceChoice {
  return {
    what: 'connections',
    orders: [],
    connections: [
      { connection: a, model: x },
      { connection: b, model: y },
    ],
  };
}

describe('a plan', () => {
  const schema = '{"properties":{"intent":{},"reply":{}}}';
  const draft = { title: '', schema, input: '', params: {}, extra: {}, gates: [] };
  const entry = {
    id: 'one',
    name: 'One',
    kind: 'http',
    baseUrl: 'http://one/v1',
    protocol: 'dottxt.patch',
    accept: '*/*',
    model: '',
    secret: null,
    preset: false,
    edited: false,
    key: { state: 'none needed' },
  } as const;
  const keyless = { ...entry, id: 'two', name: 'Two', secret: 'TWO_KEY', key: { state: 'missing' } } as const;
  const offer = {
    draft,
    orders: orderChoices(draft, { whatIf: null, arrived: null }, false),
    connections: [entry, keyless],
    here: { connection: 'one', model: 'm' },
  };

  const names = (choice: RaceChoice): string[] => lanesOf(choice, offer).map(({ name }) => name);
  it('should begin with the written order against another, and with what is still there of the last', () => {
    expect(initialChoice(null, offer)).toMatchObject({
      what: 'orders',
      orders: ['as written', 'reply first'],
    });
    const kept = { what: 'connections', orders: ['gone first', 'reply first'], connections: [] } as const;
    const again = initialChoice({ ...kept, orders: [...kept.orders], connections: [] }, offer);
    expect(again).toEqual({
      what: 'connections',
      orders: ['reply first', 'as written'],
      connections: [offer.here, offer.here],
    });
  });

  it('should name lanes by what sets them apart', () => {
    expect(names({ what: 'orders', orders: ['as written', 'reply first'], connections: [] })).toEqual([
      'as written',
      'reply first',
    ]);
    expect(names(places('one', 'm', 'one', 'n'))).toEqual(['m', 'n']);
    expect(names(places('one', 'm', 'two', 'm'))).toEqual(['One', 'Two']);
    expect(names(places('one', 'm', 'two', 'n'))).toEqual(['One · m', 'Two · n']);
  });

  it('should say what a lane lacks', () => {
    expect(lackOf({ connection: 'one', model: 'm' }, offer)).toBeNull();
    expect(lackOf({ connection: 'one', model: '' }, offer)?.text).toBe('Choose a model of One.');
    expect(lackOf({ connection: 'two', model: 'm' }, offer)).toMatchObject({ key: true });
    expect(lackOf({ connection: 'gone', model: 'm' }, offer)).toMatchObject({ key: false });
  });
});
