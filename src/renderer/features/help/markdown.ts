/**
 * The part of Markdown that the guides are written in: headings, paragraphs, flat lists, fenced code, and in a line
 * bold, emphasis, code and links. Text becomes data, never markup, so nothing in a guide can become an element of its
 * own choosing. A picture alone in its paragraph is left out: the window itself is what it shows.
 */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: Inline[] }
  | { kind: 'paragraph'; text: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'code'; text: string };

export type Inline =
  | { kind: 'text' | 'strong' | 'em' | 'code'; text: string }
  | { kind: 'link'; text: string; to: string };

const ITEM = /^(?:(-)|\d+\.)\s+(.*)$/;
const PICTURE = /^!\[[^\]]*\]\([^)]*\)$/;
const INLINE = /\*\*([^*]+)\*\*|(?<!\w)_([^_]+)_(?!\w)|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g;

export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  const lines = source.split(/\r?\n/);
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const heading = /^(#{1,3})\s+(.*)$/.exec(line);
    if (line.startsWith('```')) {
      const end = lines.findIndex((other, i) => i > at && other.startsWith('```'));
      const stop = end < 0 ? lines.length : end;
      blocks.push({ kind: 'code', text: lines.slice(at + 1, stop).join('\n') });
      at = stop + 1;
    } else if (heading !== null) {
      const level = heading[1]?.length;
      blocks.push({
        kind: 'heading',
        level: level === 1 ? 1 : level === 2 ? 2 : 3,
        text: parseInline(heading[2] ?? ''),
      });
      at += 1;
    } else if (line.trim() === '') at += 1;
    else {
      const stop = endOfBlock(lines, at);
      const block = textBlock(lines.slice(at, stop));
      if (block !== null) blocks.push(block);
      at = stop;
    }
  }
  return blocks;
}

function endOfBlock(lines: readonly string[], from: number): number {
  const end = lines.findIndex((line, i) => i > from && (line.trim() === '' || /^(#{1,3}\s|```)/.test(line)));
  return end < 0 ? lines.length : end;
}

function textBlock(lines: readonly string[]): Block | null {
  const first = ITEM.exec(lines[0] ?? '');
  if (first === null) {
    const text = lines.join(' ');
    return PICTURE.test(text) ? null : { kind: 'paragraph', text: parseInline(text) };
  }
  const items: string[] = [];
  for (const line of lines) {
    const item = ITEM.exec(line);
    // A line that begins no item goes on with the one before.
    if (item === null) items.push(`${items.pop() ?? ''} ${line.trim()}`);
    else items.push(item[2] ?? '');
  }
  return { kind: 'list', ordered: first[1] === undefined, items: items.map(parseInline) };
}

export function parseInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    const [whole, strong, em, code, label, to] = match;
    if (strong !== undefined) parts.push({ kind: 'strong', text: strong });
    else if (em !== undefined) parts.push({ kind: 'em', text: em });
    else if (code !== undefined) parts.push({ kind: 'code', text: code });
    else if (label !== undefined && to !== undefined) parts.push({ kind: 'link', text: label, to });
    from = match.index + whole.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}
