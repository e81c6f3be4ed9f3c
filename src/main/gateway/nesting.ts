import type { EventBody } from '../../core/run/event.ts';

/** Deeper than any schema asks for. Beyond it recursion somewhere, also in other tools, would be at risk. */
export const MAX_NESTING = 512;

/** True where an operation's value, or the place it goes to, is nested deeper than the limit. */
export function isTooDeep(event: EventBody): boolean {
  if (event.kind !== 'op' && event.kind !== 'ops') return false;
  // An opening bracket or a slash each: a shorter text cannot be that deep, and nearly all texts are shorter.
  if (event.text.length <= MAX_NESTING) return false;
  const ops = event.kind === 'op' ? [event.op] : event.ops;
  return (
    ops.some(({ path }) => path.split('/').length - 1 > MAX_NESTING) || depth(event.text) > MAX_NESTING + 1
  );
}

/** The deepest nesting of brackets in a JSON text; what stands in strings does not count. */
function depth(text: string): number {
  let now = 0;
  let most = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === BACKSLASH) i++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) most = Math.max(most, ++now);
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) now--;
  }
  return most;
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
