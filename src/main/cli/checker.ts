import { schemaChecker } from '../schema/checker.ts';

/** One for the process: its thread starts with the first question. */
export const checker = schemaChecker();
