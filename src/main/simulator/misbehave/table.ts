import { BYTES } from './bytes.ts';
import { ENDINGS } from './endings.ts';
import type { Family, Fault } from './fault.ts';
import { MESSAGES } from './messages.ts';
import { REFUSALS } from './refusals.ts';

/** All faults. Where several have a part in one stage they take it in this order: an ending comes before what is said. */
const FAMILIES: readonly Family[] = [REFUSALS, ENDINGS, MESSAGES, BYTES];

export const FAULTS: readonly Fault[] = FAMILIES.flatMap(({ faults }) => faults);

export interface ListedFault {
  name: string;
  family: string;
  description: string;
  needs: Fault['needs'];
  /** Faults with the same word here exclude one another. */
  decides: string | null;
}

/** The table as data, for windows that offer it. */
export function listedFaults(): ListedFault[] {
  return FAMILIES.flatMap(({ title, faults }) =>
    faults.map(({ name, description, needs, decides }) => ({
      name,
      family: title,
      description,
      needs,
      decides: decides ?? null,
    })),
  );
}
