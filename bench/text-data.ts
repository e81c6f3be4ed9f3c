import { createRandom } from './random.ts';

/** The *items* document `{title, items:[{id, name, tags:[a,b], score}]}` as JSON text, of about `size` characters. */
export function itemsText(size: number, seed = 1): string {
  const random = createRandom(seed);
  const items: string[] = [];
  let length = 0;
  for (let id = 0; length < size - 40; id++) {
    const item = JSON.stringify({
      id,
      name: `${pick(random, ADJECTIVES)} ${pick(random, NOUNS)} ${id}`,
      tags: [pick(random, ADJECTIVES), pick(random, NOUNS)],
      score: Math.round(random() * 1e4) / 100,
    });
    items.push(item);
    length += item.length + 1;
  }
  return `{"title":"A list of ${items.length}","items":[${items.join(',')}]}`;
}

/** A text in pieces of `length`, as a stream of tokens brings it. */
export function inPieces(text: string, length: number): string[] {
  const pieces: string[] = [];
  for (let i = 0; i < text.length; i += length) pieces.push(text.slice(i, i + length));
  return pieces;
}

const ADJECTIVES = ['amber', 'brisk', 'calm', 'deep', 'early', 'faint', 'grand', 'hollow', 'idle', 'jagged'];
const NOUNS = [
  'anchor',
  'bridge',
  'canvas',
  'dome',
  'engine',
  'field',
  'garden',
  'harbour',
  'island',
  'journal',
];

function pick(random: () => number, words: readonly string[]): string {
  return words[Math.floor(random() * words.length)] ?? '';
}
