/**
 * Whether two JSON numbers are numerically equal (RFC 6902 §4.6), from their source text: exact, so 9007199254740993
 * differs from 9007199254740992, 1e400 equals 10e399, and -0 equals 0.
 */
export function equalNumbers(left: string, right: string): boolean {
  if (left === right) return true;
  const a = decimal(left);
  const b = decimal(right);
  return (
    a.digits === b.digits && (a.digits === '' || (a.negative === b.negative && a.exponent === b.exponent))
  );
}

/** sign · 0.digits · 10^exponent, digits without zeros at either end; zero has no digits. */
function decimal(source: string): { negative: boolean; digits: string; exponent: bigint } {
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(source) ?? [];
  const all = whole + fraction;
  const digits = all.replace(/^0+/, '');
  const exponent = BigInt(power.replace('+', '')) + BigInt(whole.length - (all.length - digits.length));
  return { negative: sign === '-', digits: digits.replace(/0+$/, ''), exponent };
}
