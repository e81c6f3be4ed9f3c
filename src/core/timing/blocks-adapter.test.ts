import { describe, expect, it } from 'vitest';
import { RunRecord } from '../run/record.ts';
import { parseSchema } from '../schema/parse.ts';
import { arrivalTree, decisionsOf, declaredOrder } from './blocks-adapter.ts';
import { nodesOf, type ArrivalRun } from './blocks-run.ts';
import { predictRun } from './predict.ts';

const LINES = [
  '{"$":"patchcap","v":1,"id":"r1"}',
  '{"op":"add","path":"","value":{},"t":200,"c":1}',
  '{"op":"add","path":"/intent","value":"billing","t":250,"c":2}',
  '{"op":"add","path":"/steps","value":[],"t":260,"c":3}',
  '{"op":"add","path":"/steps/0","value":{"a":1,"b":"é"},"t":300,"c":4}',
  '{"$":"gate","t":310,"name":"approve","path":"/intent","decision":"declined"}',
  '{"op":"add","path":"/re~1ply","value":"…","t":900,"c":5}',
  '{"$":"end","t":910,"reason":"eof"}',
];

function recordOf(lines: readonly string[]): RunRecord {
  const record = new RunRecord();
  for (const line of lines) record.push(line);
  return record;
}

function runFrom(lines: readonly string[]): ArrivalRun {
  const record = recordOf(lines);
  const result = arrivalTree(record, record.history.at(record.log.length - 1));
  if (!result.ok) throw new Error(result.message);
  return result.run;
}

function reason(...lines: string[]): string {
  const record = recordOf(lines);
  const result = arrivalTree(record, record.history.at(record.log.length - 1));
  return result.ok ? '' : result.reason;
}

describe('arrivalTree', () => {
  it('should carry times, reads, bytes and patterns over', () => {
    const run = runFrom(LINES);
    expect(
      nodesOf(run.root).map((node) => [
        node.pointer,
        node.pattern,
        node.tOpen,
        node.tLand,
        node.read,
        node.bytes,
      ]),
    ).toEqual([
      ['', '', 200, 910, 1, 1],
      ['/intent', '/intent', 200, 250, 2, 18],
      ['/steps', '/steps', 260, 300, 3, 9],
      ['/steps/0', '/steps/*', 300, 300, 4, 1],
      ['/steps/0/a', '/steps/*/a', 300, 300, 4, 5],
      ['/steps/0/b', '/steps/*/b', 300, 300, 4, 8],
      ['/re~1ply', '/re~1ply', 300, 900, 5, 14],
    ]);
    expect(run).toMatchObject({ id: 'r1', seed: 200, end: 910, complete: true, provenance: 'measured' });
    expect(run.root.children[0]?.value).toBe('billing');
  });

  it('should be ready for prediction', () => {
    const result = predictRun(runFrom(LINES), new Map([['', ['re/ply', 'intent', 'steps']]]));
    expect(result.ok && result.run.root.children.map((node) => [node.key, node.tLand])).toEqual([
      ['re/ply', 800],
      ['intent', 850],
      ['steps', 900],
    ]);
  });

  it('should take a piece as one that lands with the last inside it', () => {
    const record = recordOf(LINES);
    const view = record.history.at(record.log.length - 1);
    const steps = view.find('/steps');
    const result = arrivalTree(record, view, undefined, (node) => node === steps);
    if (!result.ok) throw new Error(result.message);
    expect(result.run.root.children.map(({ key, kind, tLand }) => [key, kind, tLand])).toEqual([
      ['intent', 'leaf', 250],
      ['steps', 'leaf', 300],
      ['re/ply', 'leaf', 900],
    ]);
    const whole = predictRun(runFrom(LINES), new Map([['', ['re/ply', 'intent', 'steps']]]));
    const pieces = predictRun(result.run, new Map([['', ['re/ply', 'intent', 'steps']]]));
    if (!whole.ok || !pieces.ok) throw new Error('refused');
    const landings = ({ run }: typeof whole) => run.root.children.map(({ key, tLand }) => [key, tLand]);
    expect(landings(pieces)).toEqual(landings(whole));
  });

  it('should take the declared order from the schema', () => {
    const schema = parseSchema(
      '{"type":"object","properties":{"b":{},"10":{},"a":{"type":"array","items":{"properties":{"y":{},"x":{}}}}}}',
    );
    if (!schema.ok) throw new Error('no schema');
    const order = declaredOrder(schema.schema);
    expect([order(''), order('/a/*'), order('/b')]).toEqual([['b', '10', 'a'], ['y', 'x'], null]);
  });

  it('should say where the times come from', () => {
    const bare = [
      '{"op":"add","path":"","value":{},"t":200,"c":1}',
      '{"op":"add","path":"/a","value":1,"t":200,"c":1}',
      '{"op":"add","path":"/b","value":2,"t":200,"c":1}',
    ];
    expect(runFrom(bare)).toMatchObject({ provenance: 'cached', complete: false });
    expect(runFrom(['{"$":"patchcap","v":1,"simulated":true}', ...bare]).provenance).toBe('simulated');
    expect(runFrom(['{"$":"patchcap","v":1,"synthetic":true}', ...bare]).provenance).toBe('synthetic');
    const paused = '{"$":"mark","t":190,"name":"reading paused"}';
    expect(runFrom([paused, ...bare]).provenance).toBe('partly delayed');
  });

  it('should refuse runs without times or without a document', () => {
    expect(reason('{"op":"add","path":"","value":{}}')).toBe('no times');
    expect(reason('{"$":"patchcap","v":1}')).toBe('no document');
  });

  it('should read the decisions of a run', () => {
    expect(decisionsOf(recordOf(LINES))).toEqual([{ name: 'approve', decision: 'declined', t: 310 }]);
  });
});
