import { describe, expect, test } from 'vitest';

import { RunRecord } from '../../../core/run/record.ts';
import { newestPath } from './newest-path.ts';

const HEADER =
  '{"$":"patchcap","v":1,"t0":"request-sent","source":{"framing":"sse","protocol":"openai.chat"}}';

function chunk(t: number, content: string): string {
  const data = JSON.stringify({
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: { content } }],
  });
  return JSON.stringify({ $: 'ev', t, c: t, data });
}

function op(t: number, path: string, value: unknown): string {
  return JSON.stringify({ op: 'add', path, value, t, c: t });
}

function pathAfter(lines: readonly string[]): [string, number][] {
  const record = new RunRecord();
  for (const line of lines) record.push(line);
  const view = record.history.at(record.log.length - 1);
  return newestPath(record, view).map(({ pattern, t }) => [pattern, t]);
}

describe('the way to what came last', () => {
  test('should lead to the newest leaf of a patch stream, through arrays by their pattern', () => {
    const lines = [op(100, '', {}), op(120, '/intent', 'x'), op(130, '/steps', []), op(140, '/steps/0', 'a')];
    expect(pathAfter(lines)).toEqual([
      ['', 100],
      ['/steps', 130],
      ['/steps/*', 140],
    ]);
  });

  test('should lead to what landed before a string that grows', () => {
    const lines = [HEADER, chunk(100, '{"intent":"bil'), chunk(150, 'ling","reply":"We re')];
    expect(pathAfter(lines)).toEqual([
      ['', 100],
      ['/intent', 150],
    ]);
    expect(pathAfter([HEADER, chunk(100, '{"intent":"bil')])).toEqual([['', 100]]);
  });
});
