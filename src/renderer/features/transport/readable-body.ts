import { prettyJson } from '../document/pretty.ts';

/** What a server answered in place of a stream, as a person can read it: JSON laid out, the text of a web page. */
export function readableBody(body: string): { kind: 'json' | 'page' | 'text'; text: string } {
  const text = body.trim();
  if (text === '') return { kind: 'text', text: '(empty body)' };
  try {
    JSON.parse(text);
    return { kind: 'json', text: prettyJson(text) };
  } catch {
    // Something else than JSON, as proxies like to answer.
  }
  return /^<(?:!doctype html|html|head|body)\b/i.test(text)
    ? { kind: 'page', text: textOfPage(text) }
    : { kind: 'text', text };
}

/** Nothing of the page is ever made into elements: its tags are dropped as text. */
function textOfPage(html: string): string {
  return (
    html
      .replaceAll(/<!--[\s\S]*?-->|<(script|style|svg)\b[\s\S]*?<\/\1\s*>/gi, ' ')
      .replaceAll(/<(?:br|hr|\/(?:p|div|h[1-6]|li|tr|title|head))\b[^>]*>/gi, '\n')
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/&(lt|gt|quot|nbsp|#39|amp);/g, (_, name: string) => ENTITIES[name] ?? ' ')
      .split('\n')
      .map((line) => line.replaceAll(/\s+/g, ' ').trim())
      .filter((line) => line !== '')
      // A page's title is mostly its first heading as well.
      .filter((line, i, lines) => line !== lines[i - 1])
      .join('\n')
  );
}

const ENTITIES: { readonly [name: string]: string } = {
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
  amp: '&',
};
