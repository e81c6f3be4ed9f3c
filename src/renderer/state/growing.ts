import type { RunRecord } from '../../core/run/record.ts';

const growing = new WeakSet<RunRecord>();

/** Whether more of the record is on its way, from a stream or a file. The record cannot tell: a file may have no end. */
export function isGrowing(record: RunRecord): boolean {
  return growing.has(record);
}

/** Holds the record to be growing for as long as the reading lasts. */
export async function whileGrowing<T>(record: RunRecord, reading: () => Promise<T>): Promise<T> {
  growing.add(record);
  try {
    return await reading();
  } finally {
    growing.delete(record);
  }
}
