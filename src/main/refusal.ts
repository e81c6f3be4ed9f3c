import type { BridgeError } from '../bridge/contract.ts';

/** An answer that a call cannot give, in the words the window shows. Anything else that is thrown is a defect. */
export class Refusal extends Error {
  readonly kind: BridgeError['kind'];

  constructor(kind: BridgeError['kind'], message: string) {
    super(message);
    this.name = 'Refusal';
    this.kind = kind;
  }
}
