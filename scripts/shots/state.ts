import type { Desk } from './desk.ts';

/** A state of the window that somebody should have looked at. */
export interface State {
  /** Where its pictures go in `out/review`; the part before the first dash says what it is a state of. */
  name: string;
  /** The text of a capture that the window opens with. */
  capture?: () => string;
  /** It holds the window's clock, since a stream goes on. */
  held?: true;
  arrange: (desk: Desk) => Promise<void>;
}
