import type { RunRecord } from '../core/run/record.ts';
import { provenanceWords } from '../renderer/features/present/provenance.ts';
import { formatMs, formatWhole } from '../renderer/features/rows/format.ts';
import { el } from './dom.ts';
import { type Playback, SPEEDS } from './playback.ts';

/** Places of the slider between the start and the end of a run with times: finer than any screen. */
const PLACES = 10_000;

/** Play, step, scrub, pace; and always where the times come from. */
export function transport(record: RunRecord, playback: Playback): HTMLElement {
  const { track } = playback;
  const play = el('button', { type: 'button', class: 'play', click: () => playback.toggle() });
  const most = track.timed ? PLACES : Math.max(1, track.length);
  const slider = el('input', { type: 'range', min: 0, max: most, step: 1, 'aria-label': 'Playhead' });
  const clock = el('output', { class: 'clock' });
  const words = el('p', { role: 'status', 'aria-label': 'Times', class: 'words' });
  const speed = el(
    'select',
    { 'aria-label': 'Speed' },
    ...SPEEDS.map((value) => el('option', { value, selected: value === 1 }, `${value}×`)),
  );
  speed.addEventListener('change', () => playback.setSpeed(Number(speed.value)));
  slider.addEventListener('input', () => {
    playback.playing = false;
    const place = Number(slider.value);
    if (track.timed) playback.seek({ t: (place / PLACES) * track.end });
    else playback.seek({ event: place - 1 });
  });

  function update(): void {
    const { event, t } = playback.moment;
    play.textContent = playback.playing ? '❚❚' : '▶';
    play.setAttribute('aria-label', playback.playing ? 'Pause' : 'Play');
    slider.value = String(
      t === null ? event + 1 : track.end === 0 ? 0 : Math.round((t / track.end) * PLACES),
    );
    const said = t === null ? `op ${formatWhole(record.log.opsUpTo(event))}` : `${formatMs(t)} ms`;
    slider.setAttribute('aria-valuetext', said);
    clock.textContent = said;
    const { header } = record;
    words.textContent = provenanceWords({ header, timed: track.timed, live: false, speed: playback.speed });
  }
  playback.onChange(update);
  update();
  return el(
    'footer',
    { class: 'transport' },
    el('button', { type: 'button', 'aria-label': 'Previous operation', click: () => playback.step(-1) }, '◂'),
    play,
    el('button', { type: 'button', 'aria-label': 'Next operation', click: () => playback.step(1) }, '▸'),
    speed,
    slider,
    clock,
    words,
  );
}

/** Keys of the whole page; those of its controls stay theirs. */
export function startKeys(playback: Playback): void {
  const keys: { [key: string]: () => void } = {
    ' ': () => playback.toggle(),
    ArrowRight: () => playback.step(1),
    ArrowLeft: () => playback.step(-1),
    PageDown: () => playback.step(1),
    PageUp: () => playback.step(-1),
    Home: () => playback.seek('start'),
    End: () => playback.seek('end'),
  };
  window.addEventListener('keydown', (key) => {
    if (key.ctrlKey || key.metaKey || key.altKey || key.defaultPrevented) return;
    const { target } = key;
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return;
    if (target instanceof HTMLButtonElement && key.key === ' ') return;
    const act = keys[key.key];
    if (act === undefined) return;
    key.preventDefault();
    act();
  });
}
