import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentView } from '../document/history.ts';
import { RunRecord } from './record.ts';

const RUNS = process.env['LANDFALL_FULL'] === undefined ? 300 : 10_000;

// Few places, so that most operations find something there, and some do not.
const path = fc.constantFrom(
  '',
  '/a',
  '/b',
  '/a/0',
  '/a/1',
  '/a/2',
  '/a/-',
  '/a/0/x',
  '/b/y',
  '/b/y/0',
  '/a/01',
);
const json = fc
  .constantFrom(
    '{} [] [1,2.0] [[],{"x":{"y":[null]}}] {"x":1,"y":"s"} {"x":1,"x":[true],"":0} {"__proto__":1,"10":{"a":2}}',
    '1 1.0 -0 1e400 "s" "\\u0073" null false',
  )
  .chain((all) => fc.constantFrom(...all.split(' ')));
const line = fc.oneof(
  fc.tuple(path, json).map(([p, v]) => `{"op":"add","path":"${p}","value":${v}}`),
  fc.tuple(path, json).map(([p, v]) => `{"op":"replace","path":"${p}","value":${v}}`),
  fc.tuple(path, json).map(([p, v]) => `{"op":"test","path":"${p}","value":${v}}`),
  fc.tuple(path, path).map(([f, p]) => `{"op":"move","from":"${f}","path":"${p}"}`),
  fc.tuple(path, path).map(([f, p]) => `{"op":"copy","from":"${f}","path":"${p}"}`),
  path.map((p) => `{"op":"remove","path":"${p}"}`),
);
const lines = fc
  .array(line, { maxLength: 40 })
  .map((more) => ['{"op":"add","path":"","value":{"a":[0,{"x":1}],"b":{}}}', ...more]);

/** All that a view tells of each of its nodes. */
function told(view: DocumentView): unknown[] {
  const all: unknown[] = [];
  const visit = (n: number): void => {
    all.push([view.pointer(n), view.type(n), view.source(n), view.born(n), view.changed(n), view.changes(n)]);
    all.push([view.opened(n), view.lastInside(n), view.done(n), view.childCount(n)]);
    for (const child of view.children(n)) visit(child);
  };
  const root = view.root();
  if (root !== null) visit(root);
  return all;
}

describe('RunRecord', () => {
  it('should fold what is read without parsing as it folds what is parsed, errors included', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const short = new RunRecord();
        short.pushAll(given.join('\n'));
        const long = new RunRecord();
        // The space makes it no line for `OperationReader`.
        for (const one of given) long.push(one.replace('{', '{ '));
        for (let event = 0; event < given.length; event++) {
          expect(short.log.error(event), given[event]).toEqual(long.log.error(event));
          expect(told(short.history.at(event)), given[event]).toEqual(told(long.history.at(event)));
        }
      }),
      { numRuns: RUNS },
    );
  });
});
