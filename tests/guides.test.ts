import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseMarkdown } from '../src/renderer/features/help/markdown.ts';

const GUIDES = join(import.meta.dirname, '../docs/guides');

for (const name of readdirSync(GUIDES)) {
  test(`should leave no mark of Markdown unread in ${name}`, () => {
    const left = parseMarkdown(readFileSync(join(GUIDES, name), 'utf8'))
      .filter((block) => block.kind !== 'code')
      .flatMap((block) => (block.kind === 'list' ? block.items.flat() : block.text))
      .filter(({ kind, text }) => kind !== 'code' && /[*`[\]]|^#|(^|\s)_/.test(text));
    expect(left).toEqual([]);
  });
}

for (const name of readdirSync(GUIDES)) {
  test(`should link from ${name} to files that are there`, () => {
    const targets = [...readFileSync(join(GUIDES, name), 'utf8').matchAll(/\]\(([^):]+)\)/g)].map(
      ([, to]) => to ?? '',
    );
    expect(targets.filter((to) => !existsSync(join(GUIDES, to)))).toEqual([]);
  });
}
