/** Runs of a series that nothing can be learnt from, one sentence a reason, with how many of how many they are. */
export function leftOut(reasons: readonly string[], of: number): string[] {
  return [...Map.groupBy(reasons, (reason) => reason)].map(([reason, { length }]) =>
    of === 1 ? reason : `${length} of ${of} runs left out: ${reason}`,
  );
}
