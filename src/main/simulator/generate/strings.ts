import { base64, FORMATS } from './formats.ts';
import { parsePattern, spell } from './pattern.ts';
import { bound, type Parts } from './place.ts';
import { proseFor } from './prose.ts';
import type { Random } from './random.ts';
import { codePoints, matches } from './satisfies.ts';
import * as schema from './schema.ts';

/**
 * A text for the place: by its pattern, else by its format, else prose that suits the property's name. Whether all
 * constraints hold together is the caller's to check; each attempt draws another text.
 */
export function stringFor(parts: Parts, property: string, random: Random, attempt: number): string | null {
  const minLength = bound(parts, 'minLength', 'highest', 0);
  const maxLength = bound(parts, 'maxLength', 'lowest', Infinity);
  if (minLength > maxLength || minLength > MAX_LENGTH) return null;
  const patterns = parts.flatMap((part) => schema.text(part, 'pattern') ?? []);
  const formats = parts.flatMap((part) => FORMATS.get(schema.text(part, 'format') ?? '') ?? []);
  // With several, each in its turn: one that satisfies one may happen to satisfy the others.
  const format = formats[attempt % formats.length];
  if (format !== undefined && (patterns.length === 0 || attempt % 3 === 0)) return format.make(random);
  const pattern = patterns[attempt % patterns.length];
  const fits = (text: string | null): text is string => {
    if (text === null || !patterns.every((other) => matches(other, text))) return false;
    const length = codePoints(text);
    return length >= minLength && length <= maxLength;
  };
  if (pattern !== undefined) return patternText(pattern, random, minLength, maxLength, fits);
  if (parts.some((part) => part.has('contentEncoding'))) return base64(random);
  return proseFor(property, random, minLength, maxLength);
}

/** As long as the longest line the reader accepts would allow, with room to spare. */
const MAX_LENGTH = 4_000_000;

/** How far open quantifiers reach beyond their minimum, in the order of the tries; 6 reads like a word. */
const SPREADS = [6, 6, 3, 12, 1, 0, 30, 80];

/** Lengths to aim at when another pattern counts the characters (`^.{8}$`). */
const LENGTHS = Array.from({ length: 40 }, (_, i) => i + 1);

function patternText(
  pattern: string,
  random: Random,
  minLength: number,
  maxLength: number,
  fits: (text: string | null) => text is string,
): string | null {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) return null;
  for (const spread of SPREADS) {
    const text = spell(parsed.node, random, spread);
    if (fits(text)) return text;
  }
  // The lengths are out of reach by chance: fill up to them, one open quantifier or several sharing the room.
  const least = spell(parsed.node, random, 0)?.length ?? 0;
  for (const target of [minLength, Math.min(maxLength, minLength + 8), ...LENGTHS]) {
    for (let sharing = 1; sharing <= 4; sharing++) {
      const text = spell(parsed.node, random, Math.max(0, Math.ceil((target - least) / sharing)), true);
      if (fits(text)) return text;
    }
  }
  // A pattern without anchors may stand anywhere in a longer text.
  const core = spell(parsed.node, random, 3) ?? '';
  const padding = 'a'.repeat(Math.max(0, minLength - codePoints(core)));
  return [core + padding, padding + core].find(fits) ?? null;
}
