/** The built player as texts; `scripts/player-bundle.ts` makes it. */
declare module 'virtual:landfall-player' {
  import type { PlayerCode } from '../../../core/capture/player-page.ts';

  const code: PlayerCode;
  export default code;
}
