import { aimock } from './aimock.ts';
import type { ProtocolId } from '../../protocols/table.ts';
import { asciicast } from './asciicast.ts';
import { eventArray } from './event-array.ts';
import { eventStream, plainText, providerLines } from './event-stream.ts';
import type { ImportFormat } from './format.ts';
import { har } from './har.ts';
import type { FileHead } from './head.ts';
import { operations } from './operations.ts';
import { patchcap } from './patchcap.ts';
import { player } from './player.ts';
import { snapshots } from './snapshots.ts';
import { moreutilsTs, moreutilsTsIntervals } from './ts.ts';

/** Every kind of file that can be read, in the order of tries. To add one, see `../README.md`. */
export const importFormats: readonly ImportFormat[] = [
  patchcap,
  player,
  operations,
  moreutilsTs,
  moreutilsTsIntervals,
  asciicast,
  har,
  eventStream,
  providerLines,
  eventArray,
  aimock,
  snapshots,
  plainText,
];

/**
 * The first that fits; where none does, lines are shown as they are, each as unreadable with its reason. `protocol`: the
 * one that a person says the file is of, which then speaks for what holds frames.
 */
export function formatOf(head: FileHead, protocol?: ProtocolId): ImportFormat {
  const found = importFormats.find((format) => format.fits(head)) ?? operations;
  const isFrames = found !== operations && found !== plainText && found !== snapshots;
  if (protocol === undefined || protocol === 'dottxt.patch' || isFrames) return found;
  return protocol === 'json.text' ? plainText : providerLines;
}
