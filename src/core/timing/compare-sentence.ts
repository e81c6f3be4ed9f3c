import type { ComparedRow, Comparison } from './compare.ts';

/** What changed from a to b, for a person: the largest differences that are more than noise, and what is only noise. */
export function describe({ rows, whole, n, provenance }: Omit<Comparison, 'sentence'>): string {
  const parts: string[] = [];
  const compared = rows.filter((row) => row.difference !== null);
  const real = compared.filter((row) => row.difference?.verdict === 'real');
  const alone = rows.length - compared.length;
  if (compared.length === 0) {
    parts.push('The two sides have no field in common.');
  } else if (real.length === 0 && compared.some((row) => row.difference?.verdict === 'unknown')) {
    const most = largest(compared.filter((row) => row.difference?.verdict === 'unknown'));
    if (most !== null) parts.push(`${change(most)}; ${runs(n)} are too few to tell that from noise.`);
  } else if (real.length === 0) {
    parts.push(`No field moved by more than the runs vary among themselves (${runs(n)}).`);
  } else {
    const most = largest(real);
    if (most !== null) {
      const others = real.length - 1;
      const rest = others === 0 ? '' : `, and ${others} other ${others === 1 ? 'field' : 'fields'} moved`;
      parts.push(`${change(most)}${rest}: more than noise (${runs(n)}).`);
    }
  }
  if (real.length > 0 && whole.difference !== null) {
    const verdict = whole.difference.verdict;
    parts.push(
      verdict === 'real' ? `${change(whole)}.` : 'The closing brace comes when it came, within noise.',
    );
  }
  if (alone > 0) parts.push(`${alone} ${alone === 1 ? 'field' : 'fields'} arrived on one side only.`);
  if (provenance.a[0] !== provenance.b[0]) {
    parts.push(`The sides are not alike: ${provenance.a[0] ?? ''} against ${provenance.b[0] ?? ''} times.`);
  }
  return parts.join(' ');
}

function largest(rows: readonly ComparedRow[]): ComparedRow | null {
  return rows.reduce<ComparedRow | null>(
    (most, row) => (size(row) > (most === null ? -1 : size(most)) ? row : most),
    null,
  );
}

function size(row: ComparedRow): number {
  return Math.abs(row.difference?.ms ?? 0);
}

function change(row: ComparedRow): string {
  const name = row.pattern === '' ? 'The closing brace' : row.pattern;
  const ms = Math.round(row.difference?.ms ?? 0);
  if (ms === 0) return `${name} lands when it did`;
  const percent = row.difference?.percent ?? null;
  const share = percent === null ? '' : ` (${percent > 0 ? '+' : '−'}${Math.abs(percent).toFixed(0)} %)`;
  // Grouped by hand: core has no locale of its own.
  const amount = String(Math.abs(ms)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${name} lands ${amount} ms ${ms > 0 ? 'later' : 'sooner'}${share}`;
}

function runs({ a, b }: { a: number; b: number }): string {
  return a === 1 && b === 1 ? 'one run each' : `${a} against ${b} runs`;
}
