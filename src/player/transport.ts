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
  const empty = track.length === 0;
  const icon = el('span', { class: 'icon' });
  const play = el(
    'button',
    { type: 'button', class: 'play', disabled: empty, click: () => playback.toggle() },
    icon,
  );
  const most = track.timed ? PLACES : Math.max(1, track.length);
  const slider = el('input', {
    type: 'range',
    min: 0,
    max: most,
    step: 1,
    disabled: empty,
    'aria-label': 'Playhead',
  });
  // Silent: it changes each frame, and the slider says it when it is asked.
  const clock = el('span', { class: 'clock' });
  const ops = el('span', { class: 'ops' });
  const words = el('p', { role: 'status', 'aria-label': 'Times', class: 'words' });
  const speed = el(
    'select',
    { 'aria-label': 'Speed', disabled: empty },
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
    icon.dataset['shape'] = playback.playing ? 'pause' : 'play';
    play.title = playback.playing ? 'Pause (Space)' : 'Play (Space)';
    play.setAttribute('aria-label', playback.playing ? 'Pause' : 'Play');
    slider.value = String(
      t === null ? event + 1 : track.end === 0 ? 0 : Math.round((t / track.end) * PLACES),
    );
    slider.style.setProperty('--at', `${(Number(slider.value) / most) * 100}%`);
    const op = formatWhole(record.log.opsUpTo(event));
    slider.setAttribute('aria-valuetext', t === null ? `op ${op}` : `${formatMs(t)} ms`);
    clock.textContent = t === null ? `op ${op}` : formatMs(t);
    if (t !== null) clock.append(el('small', {}, ' ms'));
    ops.textContent = `${t === null ? '' : `op ${op} `}of ${formatWhole(record.ops)}`;
    words.textContent = empty
      ? 'nothing to play'
      : provenanceWords({ record, timed: track.timed, live: false, speed: playback.speed });
  }
  playback.onChange(update);
  update();
  const step = (by: 1 | -1, name: string, key: string): HTMLElement =>
    el(
      'button',
      {
        type: 'button',
        'aria-label': `${name} operation`,
        title: `${name} operation (${key})`,
        disabled: empty,
        click: () => playback.step(by),
      },
      el('span', { class: 'icon', 'data-shape': by === 1 ? 'next' : 'previous' }),
    );
  return el(
    'footer',
    { class: 'transport' },
    el('div', { class: 'controls' }, step(-1, 'Previous', '←'), play, step(1, 'Next', '→'), speed),
    slider,
    el('div', { class: 'time' }, clock, ops),
    words,
  );
}
