const oneDecimal = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A file may claim any time, and written out the largest has 309 digits. */
const MOST_WRITTEN_OUT = 1e15;

function written(format: Intl.NumberFormat, value: number): string {
  return Math.abs(value) < MOST_WRITTEN_OUT ? format.format(value) : value.toExponential(1);
}

/** `1,290.4`: a tenth of a millisecond is what the clock chain resolves (a socket read is stamped within 0.1 ms). */
export function formatMs(ms: number): string {
  return written(oneDecimal, ms);
}

/** `1,290`. */
export function formatWhole(value: number): string {
  return written(whole, value);
}

/** `1.3 %`. */
export function formatShare(share: number): string {
  return `${oneDecimal.format(share * 100)} %`;
}

/** `7 ops`, `1 op`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${formatWhole(n)} ${n === 1 ? one : many}`;
}

/** `58 bytes`, `1.2 kB`, `57.1 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  if (bytes < 1e6) return `${oneDecimal.format(bytes / 1e3)} kB`;
  return `${oneDecimal.format(bytes / 1e6)} MB`;
}

/** A label for the ruler: as many decimals as its step needs. */
export function formatTick(value: number, step: number): string {
  const decimals = step >= 1 ? 0 : Math.min(6, Math.ceil(-Math.log10(step) - 1e-9));
  // Making one costs 50 µs, and a ruler of a live run is drawn in each frame.
  ticks[decimals] ??= new Intl.NumberFormat('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return written(ticks[decimals], value);
}

/** By the number of decimals. */
const ticks: Intl.NumberFormat[] = [];
