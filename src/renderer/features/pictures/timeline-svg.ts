import { formatMs, formatTick, formatWhole } from '../rows/format.ts';
import type { Bar } from '../timeline/bars.ts';
import type { Palette } from '../timeline/palette.ts';
import { type Scale, ticks, tickStep, timeToX } from '../timeline/scale.ts';
import type { Picture, PictureRow } from './picture.ts';

/**
 * The timeline as a picture of its own:
 *
 *     title                                       24 px of margin all around
 *     simulated · 4 ops · 2,015 ms
 *             0 ms      500       1,000           ruler
 *     {}  ticket ├──────────────────────┤
 *     “” intent    ━●  249.4                      a row of 26 px a node
 *     See when each field lands · Landfall
 *
 * Fonts are generic families: a picture goes to machines that have ours not. Text that came from a stream is text here
 * and nothing else; `xml` escapes it.
 */
export interface PictureSize {
  /** CSS pixels. */
  width: number;
  height: number;
}

const MARGIN = 24;
const HEAD = 62;
const RULER = 28;
const ROW = 26;
const FOOT = 34;
/** Under the rows, for the word about waiting. */
const NOTE = 24;
const LABELS = 220;
const WIDTH = 960;
/** Pixels of one character of the 11.5 px label, a little more than the widest of the generic monospaced fonts. */
const CHARACTER = 7;
const SANS = 'ui-sans-serif, system-ui, -apple-system, Segoe UI, sans-serif';
const MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace';

export function pictureSize({ rows, more, waiting }: Picture): PictureSize {
  const lines = rows.length + (more > 0 ? 1 : 0);
  return {
    width: WIDTH,
    height: MARGIN * 2 + HEAD + RULER + lines * ROW + (waiting === null ? 0 : NOTE) + FOOT,
  };
}

export function timelineSvg(picture: Picture, colours: Palette): string {
  const { width, height } = pictureSize(picture);
  const scale = { from: 0, span: picture.span, width: WIDTH - LABELS - MARGIN * 2 };
  const top = MARGIN + HEAD + RULER;
  const bottom = height - MARGIN - FOOT;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${xml(`${picture.title}: timeline, ${picture.words}`)}">`,
    `<rect width="${width}" height="${height}" fill="${colours.panel}"/>`,
    words(picture.title, MARGIN, MARGIN + 17, {
      size: 17,
      weight: 600,
      fill: colours.ink,
      family: SANS,
      most: 90,
    }),
    words(picture.words, MARGIN, MARGIN + 40, { size: 12.5, fill: colours.ink2, family: SANS, most: 120 }),
    waits(picture, scale, colours, top, bottom),
    ruler(picture, scale, colours, top, bottom),
    ...picture.rows.map((row, i) => rowOf(picture, row, scale, colours, top + i * ROW)),
  ];
  if (picture.more > 0) {
    const y = top + picture.rows.length * ROW + ROW / 2 + 4;
    const text = `and ${formatWhole(picture.more)} more rows`;
    parts.push(words(text, MARGIN, y, { size: 11.5, fill: colours.ink3, family: SANS }));
  }
  parts.push(
    `<rect x="${MARGIN}" y="${bottom + 8}" width="${WIDTH - MARGIN * 2}" height="1" fill="${colours.line}"/>`,
    words('Landfall · see when each field lands', MARGIN, bottom + 29, {
      size: 11,
      fill: colours.ink3,
      family: SANS,
    }),
    '</svg>',
  );
  return parts.join('\n');
}

function waits(
  { waiting, prefill }: Picture,
  scale: Scale,
  colours: Palette,
  top: number,
  bottom: number,
): string {
  const left = MARGIN + LABELS;
  let out = '';
  if (prefill !== null) {
    const x = left + timeToX(scale, prefill.from);
    const wide = timeToX(scale, prefill.to) - timeToX(scale, prefill.from);
    out += `<rect x="${n(x)}" y="${top}" width="${n(wide)}" height="${bottom - top}" fill="${colours.sunken}"/>`;
  }
  if (waiting === null) return out;
  const wide = timeToX(scale, waiting);
  out += `<pattern id="wait" width="9" height="9" patternUnits="userSpaceOnUse"><path d="M-1 10L10 -1" stroke="${colours.line}"/></pattern>`;
  out += `<rect x="${left}" y="${top}" width="${n(wide)}" height="${bottom - top}" fill="url(#wait)"/>`;
  const label = `waiting ${formatWhole(waiting)}`;
  const box = label.length * 6 + 10;
  if (wide < 24) return out;
  const x = left + Math.max(wide / 2, box / 2);
  out += `<rect x="${n(x - box / 2)}" y="${bottom - 22}" width="${n(box)}" height="17" fill="${colours.panel}"/>`;
  return (
    out + words(label, x, bottom - 9.5, { size: 10.5, fill: colours.ink3, family: SANS, anchor: 'middle' })
  );
}

function ruler({ unit }: Picture, scale: Scale, colours: Palette, top: number, bottom: number): string {
  const left = MARGIN + LABELS;
  const step = tickStep(scale, 64);
  const lines = ticks(scale, 64).map((tick) => {
    if (unit === 'op' && (tick < 1 || !Number.isInteger(tick))) return '';
    const x = left + Math.round(timeToX(scale, tick));
    const text =
      unit === 'op'
        ? tick === 1
          ? 'op 1'
          : formatTick(tick, Math.max(1, step))
        : tick === 0
          ? '0 ms'
          : formatTick(tick, step);
    return (
      `<rect x="${x}" y="${top - 6}" width="1" height="${bottom - top + 6}" fill="${colours.line}" opacity=".7"/>` +
      words(text, tick === 0 ? x : x, top - 12, {
        size: 10.5,
        fill: colours.ink3,
        family: MONO,
        anchor: tick === 0 ? 'start' : 'middle',
      })
    );
  });
  return `${lines.join('')}<rect x="${MARGIN}" y="${top - 1}" width="${WIDTH - MARGIN * 2}" height="1" fill="${colours.line}"/>`;
}

const GLYPHS: { [type: string]: string } = {
  object: '{}',
  array: '[]',
  string: '“”',
  number: '#',
  integer: '#',
  boolean: '◐',
  null: '∅',
};

function rowOf({ unit }: Picture, row: PictureRow, scale: Scale, colours: Palette, y: number): string {
  const indent = MARGIN + Math.min(row.depth, 7) * 12;
  const middle = y + ROW / 2;
  const colour = colourOf(colours, row.type);
  const most = Math.floor((MARGIN + LABELS - indent - 30) / CHARACTER);
  return (
    words(GLYPHS[row.type] ?? '·', indent + 8, middle + 4, {
      size: 10.5,
      weight: 600,
      fill: colour,
      family: MONO,
      anchor: 'middle',
    }) +
    words(row.label, indent + 22, middle + 4, { size: 11.5, fill: colours.ink, family: MONO, most }) +
    bar(unit, row.bar, colour, scale, colours, middle)
  );
}

function bar(
  unit: Picture['unit'],
  bar: Bar,
  colour: string,
  scale: Scale,
  colours: Palette,
  y: number,
): string {
  const left = MARGIN + LABELS;
  const x = (value: number): number => left + timeToX(scale, value);
  const stamp = (value: number): string => (unit === 'ms' ? formatMs(value) : formatWhole(value));
  // Behind the bar where there is room, else before it; of a range, else its end alone.
  const label = (texts: readonly string[], at: number, before: number): string => {
    for (const text of texts) {
      const wide = text.length * CHARACTER;
      const place = at + wide <= WIDTH - MARGIN ? at : before - wide;
      if (place >= left) return words(text, place, y + 4, { size: 11, fill: colours.ink2, family: MONO });
    }
    return '';
  };
  switch (bar.kind) {
    case 'leaf': {
      const [from, to] = [x(bar.open), x(bar.land)];
      return (
        `<rect x="${n(from)}" y="${y - 3}" width="${n(Math.max(3, to - from))}" height="6" rx="3" fill="${colour}" opacity=".4"/>` +
        `<circle cx="${n(to)}" cy="${y}" r="5" fill="${colours.panel}"/><circle cx="${n(to)}" cy="${y}" r="3" fill="${colour}"/>` +
        label([`${stamp(bar.land)}${bar.shared ? ' same read' : ''}`, stamp(bar.land)], to + 9, from - 6)
      );
    }
    case 'container': {
      const [from, to] = [x(bar.seed), x(bar.close ?? scale.span)];
      const text = stamp(bar.seed);
      return (
        `<rect x="${n(from + 0.5)}" y="${y - 2.5}" width="${n(Math.max(4, to - from - 1))}" height="5" rx="2.5" fill="none" stroke="${colour}" opacity=".75"/>` +
        words(text, from - 6, y + 4, { size: 11, fill: colours.ink2, family: MONO, anchor: 'end' })
      );
    }
    case 'items': {
      const [from, to] = [x(bar.times.first), x(bar.times.last)];
      return (
        `<rect x="${n(from)}" y="${y - 3}" width="${n(Math.max(3, to - from))}" height="6" rx="3" fill="${colour}" opacity=".6"/>` +
        label(
          [`${stamp(bar.times.first)} – ${stamp(bar.times.last)}`, `– ${stamp(bar.times.last)}`],
          to + 9,
          from - 6,
        )
      );
    }
    case 'next':
      return '';
    default:
      return bar satisfies never;
  }
}

function colourOf(colours: Palette, type: string): string {
  switch (type) {
    case 'object':
    case 'array':
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return colours[type];
    default:
      return colours.ink3;
  }
}

interface TextLook {
  size: number;
  fill: string;
  family: string;
  weight?: number;
  anchor?: 'start' | 'middle' | 'end';
  /** Characters; longer text ends in an ellipsis. */
  most?: number;
}

function words(text: string, x: number, y: number, look: TextLook): string {
  const { size, fill, family, weight = 400, anchor = 'start', most = 200 } = look;
  const shown = text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text;
  return `<text x="${n(x)}" y="${n(y)}" font-family="${family}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}" xml:space="preserve">${xml(shown)}</text>`;
}

/** Coordinates to a hundredth of a pixel. */
function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** XML 1.0 §2.4 and §2.2: markup escaped, and what no XML document may hold, replaced. */
export function xml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\p{Cc}|[\ufffe\uffff]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
