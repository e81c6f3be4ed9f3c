import { readFileSync } from 'node:fs';

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { DocumentState } from '../run/verdict.ts';
import { createImporter } from './import.ts';
import { fromPlayerText, playerPage, toPlayerText } from './player-page.ts';

const CODE = { script: 'play()', scriptHash: 'sha256-a', style: 'p{}', styleHash: 'sha256-b' };

function page(lines: readonly string[], title = 'a run'): string {
  return [...playerPage({ title, ops: lines.length, document: 'valid' }, CODE, lines)].join('');
}

function read(text: string): { format: string | null; lines: string[] } {
  const importer = createImporter('run.html');
  const lines = importer.push(new TextEncoder().encode(text));
  lines.push(...importer.end());
  return { format: importer.format, lines };
}

const HOSTILE = [
  '{"$":"patchcap","v":1,"label":"</template></title><script>alert(1)</script>"}',
  '{"op":"add","path":"","value":{},"t":1.000,"c":1}',
  '{"op":"add","path":"/<img src=x onerror=alert(1)>","value":"</script><!-- &lt; &amp;lt;","t":2.000,"c":2}',
  '{"$":"end","t":3.000,"reason":"eof"}',
];

describe('player page', () => {
  test('should open again as the capture that it carries, byte for byte', () => {
    expect(read(page(HOSTILE))).toEqual({ format: 'player', lines: HOSTILE });
  });

  test('should hold no markup but its own, whatever the data and the title say', () => {
    const text = page(HOSTILE, '</title><script>alert(1)</script>');
    expect(text.match(/<script[^>]*>/g)).toEqual(['<script>', '<script type="application/x-ndjson">']);
    expect(text.match(/<\/script/g)).toHaveLength(2);
    expect(text).not.toContain('<img');
    expect(text).not.toContain('<!--');
  });

  test('should carry a long run in blocks of whole lines, and open again as one', () => {
    const long = [
      HOSTILE[0] ?? '',
      ...Array.from({ length: 30 }, (_, i) => `{"op":"add","path":"/${i}","value":"${'<'.repeat(50_000)}"}`),
    ];
    const text = page(long);
    expect(text.split('<script type="application/x-ndjson">\n').length).toBeGreaterThan(3);
    expect(read(text)).toEqual({ format: 'player', lines: long });
  });

  test('should open a page of the first days, which had one template', () => {
    const url = new URL('../../../tests/fixtures/captures/player-template.html', import.meta.url);
    expect(read(readFileSync(url, 'utf8'))).toEqual({ format: 'player', lines: HOSTILE });
  });

  test('should say beside the run what was found about its document, or nothing', () => {
    const said = (document: DocumentState | null): string =>
      [...playerPage({ title: '', ops: 2, document }, CODE, HOSTILE)].join('');
    expect(said('missing required fields')).toContain(
      '<body data-ops="2" data-document="missing required fields">',
    );
    expect(said(null)).toContain('<body data-ops="2">');
    expect(read(said('valid')).lines).toEqual(HOSTILE);
  });

  test('should allow its own script and style alone', () => {
    expect(page([])).toContain("default-src 'none'; script-src 'sha256-a'; style-src 'sha256-b';");
    expect(page([])).not.toContain('unsafe');
  });

  test('should give any text back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('&', '<', '\r', 'l', 't', ';', 'amp;', '#13;', 'é') }),
        (text) => {
          expect(fromPlayerText(toPlayerText(text))).toBe(text);
          expect(toPlayerText(text)).not.toMatch(/[<\r]/);
        },
      ),
    );
  });
});
