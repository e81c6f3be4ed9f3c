import { describe, expect, it } from 'vitest';
import type { Operation } from '../patch/operation.ts';
import { DocumentHistory } from './history.ts';

/** Folds lines as they are written, so that spelling is what the test shows. */
function fold(...lines: string[]): { history: DocumentHistory; errors: (string | null)[] } {
  const history = new DocumentHistory((event) => lines[event] ?? '');
  const errors = lines.map(
    (line, event) => history.fold(event, JSON.parse(line) as Operation, line)?.kind ?? null,
  );
  return { history, errors };
}

function add(path: string, value: string): string {
  return `{"op":"add","path":${JSON.stringify(path)},"value":${value}}`;
}

function append(path: string, value: string): string {
  return JSON.stringify({ op: 'append', path, value });
}

function nested(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

describe('DocumentHistory', () => {
  it('should keep keys in order of arrival, whatever they are called (invariant 4)', () => {
    const { history } = fold(
      add('', '{}'),
      ...['b', '10', '__proto__', '', '2', 'a', 'constructor', 'x', 'y', 'z'].map((key, i) =>
        add(`/${key}`, `${i}`),
      ),
      add('/10', '"again"'),
      '{"op":"remove","path":"/__proto__"}',
      add('/__proto__', '{"toString":1}'),
    );
    const json =
      '{"b":0,"10":"again","":3,"2":4,"a":5,"constructor":6,"x":7,"y":8,"z":9,"__proto__":{"toString":1}}';
    expect(history.at(13).json()).toBe(json);
    expect(history.at(3).json()).toBe('{"b":0,"10":1,"__proto__":2}');
  });

  it('should keep the source of every leaf to the character (invariant 5)', () => {
    const odd = '{"n":[1.0,-0,1e400,9223372036854775808,1E+2],"s":"\\u00e9\\/","n2":{"2":0.10,"1":null}}';
    const { history } = fold(
      add('', '{ "x" : 1.50 , "o" : { } }'),
      add('/o/odd', odd),
      add('/o/odd/n/0', '1.00'),
    );
    const view = history.at(1);
    expect(view.json()).toBe(`{"x":1.50,"o":{"odd":${odd}}}`);
    expect(view.source(view.find('/o/odd/n/2') ?? -1)).toBe('1e400');
    expect(history.at(2).json(history.at(2).find('/o/odd/n') ?? -1)).toBe(
      '[1.00,1.0,-0,1e400,9223372036854775808,1E+2]',
    );
  });

  it('should take the last of duplicate keys, in the place of the first', () => {
    const { history } = fold(add('', '{"a":1,"b":{"x":1},"a":[2],"b":3}'));
    expect(history.at(0).json()).toBe('{"a":[2],"b":3}');
  });

  it('should grow strings and show each moment its length', () => {
    const { history, errors } = fold(
      add('', '{"s":"H\\u0065","n":1}'),
      append('/s', 'llo'),
      '{"op":"copy","from":"/s","path":"/t"}',
      append('/s', ' "you"'),
      append('/n', 'x'),
      append('/q', 'x'),
    );
    expect(errors).toEqual([null, null, null, null, 'type', 'missing']);
    expect([0, 1, 3].map((k) => history.at(k).source(history.at(k).find('/s') ?? -1))).toEqual([
      '"H\\u0065"',
      '"H\\u0065llo"',
      '"H\\u0065llo \\"you\\""',
    ]);
    expect(history.at(5).json()).toBe('{"s":"H\\u0065llo \\"you\\"","n":1,"t":"H\\u0065llo"}');
  });

  it('should know when a node was first seen, last changed, and how often', () => {
    const { history } = fold(
      add('', '{}'),
      add('/a', '1'),
      add('/b', '{}'),
      add('/a', '2'),
      add('/b/c', '1'),
      add('/a', '{}'),
    );
    const view = history.at(5);
    const a = view.find('/a') ?? -1;
    expect([view.born(a), view.changed(a), view.changes(a)]).toEqual([1, 5, 2]);
    expect([history.at(3).changed(a), history.at(3).changes(a), history.at(2).changes(a)]).toEqual([3, 1, 0]);
    const b = view.find('/b') ?? -1;
    expect([view.changed(b), view.lastInside(b)]).toEqual([2, 4]);
  });

  it('should open and close nodes as the stream goes through them', () => {
    const { history } = fold(
      add('', '{}'),
      add('/a', '{}'),
      add('/a/x', '1'),
      add('/a/y', '[]'),
      add('/a/y/0', 'true'),
      add('/b', '"late"'),
      add('/e', '[]'),
      add('/f', '2'),
      '{"op":"test","path":"/f","value":2}',
      '{"op":"remove","path":"/f"}',
      add('/a/z', '3'),
      add('/g', '{"h":[1,2]}'),
    );
    const seen = (pointer: string, event: number): (number | boolean | null)[] => {
      const view = history.at(event);
      const n = view.find(pointer) ?? -1;
      return [view.opened(n), view.lastInside(n), view.done(n)];
    };
    expect(seen('/a', 1)).toEqual([1, 1, false]);
    expect(seen('/a', 3)).toEqual([1, 3, false]);
    expect(seen('/a', 4)).toEqual([1, 4, false]);
    expect(seen('/a', 5)).toEqual([1, 4, true]);
    expect(seen('/a', 9)).toEqual([1, 4, true]);
    expect(seen('/a', 10)).toEqual([1, 10, false]);
    expect(seen('/a', 11)).toEqual([1, 10, true]);
    // A first leaf opens with its parent, others at the close of the one that came before.
    expect(seen('/a/x', 4)).toEqual([1, 2, true]);
    expect(seen('/a/y/0', 4)).toEqual([3, 4, true]);
    expect(seen('/b', 5)).toEqual([4, 5, true]);
    expect(seen('/a/z', 11)).toEqual([4, 10, true]);
    // An empty container closes with its own landing.
    expect(seen('/e', 6)).toEqual([6, 6, false]);
    expect(seen('/e', 7)).toEqual([6, 6, true]);
    // A subtree lands all at once.
    expect(seen('/g/h/1', 11)).toEqual([11, 11, true]);
    expect(seen('', 11)).toEqual([0, 11, false]);
  });

  it('should say what is wrong, where, and what was expected (invariant 2)', () => {
    const lines = [
      add('', '{"a":[1,2],"s":"x"}'),
      add('/a/3', '0'),
      add('/a/01', '0'),
      add('/q/r', '0'),
      add('/s/r', '0'),
      add('a', '0'),
      add('/~2', '0'),
      '{"op":"remove","path":"/a/-"}',
      '{"op":"move","from":"/a","path":"/a/0"}',
      '{"op":"move","from":"/s","path":"/a/9"}',
      '{"op":"test","path":"/a/0","value":2}',
      '{"op":"replace","path":"/z","value":2}',
    ];
    const history = new DocumentHistory((event) => lines[event] ?? '');
    const errors = lines.map((line, event) => history.fold(event, JSON.parse(line) as Operation, line));
    expect(errors.map((e) => e?.kind ?? null)).toEqual([
      null,
      'index',
      'index',
      'missing',
      'type',
      'pointer',
      'pointer',
      'index',
      'prefix',
      'index',
      'test',
      'missing',
    ]);
    expect(errors[1]?.message).toBe('cannot add "/a/3": "3" is past the end; the array takes 0 to 2, or "-"');
    expect(errors[10]?.message).toBe('"/a/0" is 1, not 2 as tested');
    for (const event of lines.keys()) expect(history.at(event).json()).toBe('{"a":[1,2],"s":"x"}');
  });

  it('should refuse nesting over 512 levels, however it comes about', () => {
    expect(fold(add('', nested(512))).errors).toEqual([null]);
    expect(fold(add('', nested(513))).errors).toEqual(['limit']);
    expect(fold(add('', '[]'), add('/0', nested(511)), add('/0', nested(512))).errors).toEqual([
      null,
      null,
      'limit',
    ]);
    const copies = Array.from({ length: 600 }, () => '{"op":"copy","from":"","path":"/a"}');
    const { errors, history } = fold(add('', '{}'), ...copies);
    expect(errors.filter((e) => e === 'limit')).toHaveLength(600 - 511);
    expect(history.at(600).json()).toHaveLength(511 * '{"a":}'.length + 2);
  });

  it('should bear copies of copies that stand for more values than there is memory (invariant 6)', () => {
    const lines = [
      add('', '[0]'),
      ...Array.from({ length: 60 }, () => '{"op":"copy","from":"","path":"/-"}'),
    ];
    const { errors, history } = fold(...lines);
    expect(errors.indexOf('limit')).toBeGreaterThan(20);
    expect(errors.lastIndexOf(null)).toBeLessThan(30);
    const view = history.at(60);
    const path = '/5/4/3/2/1/0';
    expect(view.source(view.find(path) ?? -1)).toBe('0');
    expect(view.pointer(view.find(path) ?? -1)).toBe(path);
  });

  it('should take many operations on one long array, and read any moment of them', () => {
    const lines = [add('', '[]')];
    for (let i = 0; i < 20_000; i++) lines.push(add(i % 3 === 0 ? '/0' : '/-', `${i}`));
    for (let i = 0; i < 5_000; i++) lines.push(`{"op":"move","from":"/${i}","path":"/${20_000 - 1 - i}"}`);
    const { history, errors } = fold(...lines);
    expect(errors.every((e) => e === null)).toBe(true);
    const view = history.at(20_000);
    expect(view.source(view.find('/0') ?? -1)).toBe('19998');
    expect(view.source(view.find('/19999') ?? -1)).toBe('19999');
    expect(history.at(25_000).childCount(view.root() ?? -1)).toBe(20_000);
  });

  it('should have no document before the first landing and after the root was removed', () => {
    const { history } = fold(add('', '1'), '{"op":"remove","path":""}', add('', '{"a":2}'), add('', '[3]'));
    expect([-1, 0, 1, 2, 3].map((event) => history.at(event).json())).toEqual([
      '',
      '1',
      '',
      '{"a":2}',
      '[3]',
    ]);
    expect(history.at(1).root()).toBeNull();
    expect(history.at(1).find('')).toBeNull();
    const view = history.at(0);
    expect(view.opened(view.root() ?? -1)).toBeNull();
  });
});
