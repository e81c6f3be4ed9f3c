/** Bits of an index into a colour table of 256. */
export const INDEX_BITS = 8;
const CLEAR = 1 << INDEX_BITS;
const END = CLEAR + 1;
const FIRST = END + 1;
/** GIF 89a, appendix F: codes have at most 12 bits. */
const MOST_CODES = 4096;

/** Compresses indices as GIF 89a has it (appendix F): codes of growing width, lowest bit first. O(n). */
export function lzw(indices: Uint8Array): Uint8Array<ArrayBuffer> {
  // Worst are codes of 12 bits for each index, and one to clear the table for each 3,838.
  const out = new Uint8Array(16 + Math.ceil(indices.length * 1.51));
  // What a code followed by an index is known as; 0 where it is not known.
  const known = new Uint16Array(MOST_CODES << INDEX_BITS);
  let [length, bits, bitCount, width, next] = [0, 0, 0, INDEX_BITS + 1, FIRST];
  function emit(code: number): void {
    bits |= code << bitCount;
    bitCount += width;
    for (; bitCount >= 8; bitCount -= 8) {
      out[length++] = bits & 255;
      bits >>>= 8;
    }
  }
  emit(CLEAR);
  let run = indices[0] ?? 0;
  for (let i = 1; i < indices.length; i++) {
    const index = indices[i] ?? 0;
    const key = (run << INDEX_BITS) | index;
    const code = known[key] ?? 0;
    if (code !== 0) {
      run = code;
      continue;
    }
    emit(run);
    run = index;
    if (next === MOST_CODES) {
      emit(CLEAR);
      known.fill(0);
      [width, next] = [INDEX_BITS + 1, FIRST];
    } else {
      if (next === 1 << width) width += 1;
      known[key] = next++;
    }
  }
  if (indices.length > 0) emit(run);
  emit(END);
  if (bitCount > 0) out[length++] = bits & 255;
  return out.slice(0, length);
}
