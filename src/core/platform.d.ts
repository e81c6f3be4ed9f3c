/**
 * The one platform facility that core relies on: the WHATWG Encoding classes. They are pure functions of their input
 * and the same in Node, in Electron and in every browser, so core stays free of `node:` and of the DOM's types.
 */
declare class TextDecoder {
  constructor(label?: 'utf-8', options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
