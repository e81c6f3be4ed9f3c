import { describe, expect, test } from 'vitest';

import { RunRecord } from '../../../core/run/record.ts';
import { parseSchema } from '../../../core/schema/parse.ts';
import { expectedNext, ghostsOf, rootGhosts } from './ghosts.ts';

const parsed = parseSchema(`{"type":"object","properties":{
  "intent":{"type":"string"},
  "steps":{"type":"array","items":{"type":"object","properties":{"id":{"type":"integer"},"a/b":{"type":"string"}}}},
  "reply":{"type":"string"}}}`);
if (!parsed.ok) throw new Error('the schema of this test is not JSON');
const tree = parsed.schema;

function viewAfter(...ops: [path: string, value: unknown][]) {
  const record = new RunRecord();
  for (const [path, value] of ops) record.push(JSON.stringify({ op: 'add', path, value }));
  return record.history.at(record.log.length - 1);
}

describe('ghosts', () => {
  test('should be all fields before the root has landed', () => {
    expect(rootGhosts(tree).map((ghost) => ghost.pointer)).toEqual(['/intent', '/steps', '/reply']);
  });

  test('should be what an object lacks, in declared order', () => {
    const view = viewAfter(['', {}], ['/steps', [{ id: 1 }]]);
    const root = view.root();
    const item = view.find('/steps/0');
    expect(root === null ? [] : ghostsOf(view, root, tree, '/reply')).toMatchObject([
      { pointer: '/intent', next: false },
      { pointer: '/reply', next: true },
    ]);
    expect(item === null ? [] : ghostsOf(view, item, tree, null)).toMatchObject([
      { pointer: '/steps/0/a~1b', name: 'a/b', type: 'string' },
    ]);
  });

  test('should expect what follows the newest leaf, from the inside out', () => {
    expect(expectedNext(viewAfter(['', {}]), tree)).toBe('/intent');
    expect(expectedNext(viewAfter(['', {}], ['/intent', 'x']), tree)).toBe('/steps');
    expect(expectedNext(viewAfter(['', { intent: 'x', steps: [{ id: 1 }] }]), tree)).toBe('/steps/0/a~1b');
    expect(expectedNext(viewAfter(['', { intent: 'x', steps: [{ id: 1, 'a/b': '' }] }]), tree)).toBe(
      '/reply',
    );
  });

  test('should not expect what was passed over, nor anything after the last field', () => {
    expect(expectedNext(viewAfter(['', {}], ['/steps', []]), tree)).toBe('/reply');
    expect(expectedNext(viewAfter(['', { reply: 'x' }]), tree)).toBeNull();
  });
});
