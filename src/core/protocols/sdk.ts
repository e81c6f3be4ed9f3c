import type { JsonValue, Operation } from '../patch/operation.ts';

/** An operation as the dottxt SDK's iterator hands it to a program; its `snapshot` is the document at that moment. */
export interface SdkEvent {
  op: Operation['op'];
  /** The pointer without its leading slash, escapes left as they are. */
  field: string;
  /** Undefined where the operation has none. */
  value: JsonValue | undefined;
}

export function sdkEvent(op: Operation): SdkEvent {
  return {
    op: op.op,
    field: op.path.startsWith('/') ? op.path.slice(1) : op.path,
    value: 'value' in op ? op.value : undefined,
  };
}

/**
 * What a person should know where a program on the dottxt SDK (v0.3.0) sees this operation differently; null where it
 * does not.
 */
export function sdkDiffers(op: Operation): string | null {
  if (op.path.includes('~')) {
    return 'The SDK folds this differently: it does not unescape ~1 and ~0 in a pointer, so its snapshot has another key.';
  }
  if ('value' in op && isEmptyLeaf(op.value)) {
    return 'Code that skips seeds with "if not event.value", as the SDK\'s demo does, skips this value too.';
  }
  return null;
}

function isEmptyLeaf(value: JsonValue): boolean {
  return value === null || value === false || value === 0 || value === '';
}
