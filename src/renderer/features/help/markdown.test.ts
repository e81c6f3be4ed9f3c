import { expect, test } from 'vitest';
import { type Block, parseInline, parseMarkdown } from './markdown.ts';

test('should read headings, paragraphs, lists and code', () => {
  expect(parseMarkdown('# A\n\nOne\ntwo.\n\n1. x\n   y\n2. z\n\n```sh\n# not a heading\n```\n')).toEqual([
    { kind: 'heading', level: 1, text: [{ kind: 'text', text: 'A' }] },
    { kind: 'paragraph', text: [{ kind: 'text', text: 'One two.' }] },
    {
      kind: 'list',
      ordered: true,
      items: [[{ kind: 'text', text: 'x y' }], [{ kind: 'text', text: 'z' }]],
    },
    { kind: 'code', text: '# not a heading' },
  ] satisfies Block[]);
});

test('should read marks in a line and leave names with underscores alone', () => {
  expect(parseInline('**Run** _now_ `a_b` snake_case_name [there](replay.md).')).toEqual([
    { kind: 'strong', text: 'Run' },
    { kind: 'text', text: ' ' },
    { kind: 'em', text: 'now' },
    { kind: 'text', text: ' ' },
    { kind: 'code', text: 'a_b' },
    { kind: 'text', text: ' snake_case_name ' },
    { kind: 'link', text: 'there', to: 'replay.md' },
    { kind: 'text', text: '.' },
  ]);
});

test('should keep markup as text', () => {
  const text = '<img src=x onerror=alert(1)>';
  expect(parseMarkdown(text)).toEqual([{ kind: 'paragraph', text: [{ kind: 'text', text }] }]);
});

test('should end where code has no end', () => {
  expect(parseMarkdown('```\nx')).toEqual([{ kind: 'code', text: 'x' }]);
});
