import * as z from 'zod';
import type { SimulatorFault } from '../bridge/contract.ts';
import { Refusal } from './refusal.ts';

const answer = z.object({
  faults: z.array(
    z.object({
      name: z.string(),
      family: z.string(),
      description: z.string(),
      needs: z.enum(['any', 'stream', 'sse', 'patch', 'chat']),
      decides: z.string().nullable(),
    }),
  ),
});

/** Asks the Simulator itself, so that the window offers what this one can do and nothing else. */
export async function readSimulatorFaults(
  baseUrl: string | null,
  signal: AbortSignal,
): Promise<SimulatorFault[]> {
  if (baseUrl === null) throw new Refusal('unavailable', 'The Simulator does not start.');
  const response = await fetch(`${baseUrl}/simulator`, { signal });
  return answer.parse(await response.json()).faults;
}
