import { describe, expect, it } from 'vitest';

import { RunRecord } from '../run/record.ts';
import { nodeTimes } from './arrivals.ts';

const HEADER = '{"$":"patchcap","v":1}';

/** `+12 add /items/0 {"id":1}`: a line an event, in milliseconds; `end eof` at its time ends the body. */
function record(...events: string[]): RunRecord {
  const run = new RunRecord();
  run.push(HEADER);
  for (const [i, event] of events.entries()) {
    const [, t, op, path, value] = /^\+(\S+) (\S+) (\S*) ?(.*)$/.exec(event) ?? [];
    const stamp = t === '?' ? '' : `,"t":${t}`;
    if (op === 'end') run.push(`{"$":"end"${stamp},"reason":"${path}"}`);
    else run.push(`{"op":"${op}","path":"${path}","value":${value}${stamp},"c":${i}}`);
  }
  return run;
}

/** `/steps 300–455.25 inferred` for each pointer, at the moment of an event. */
function times(run: RunRecord, pointers: string[], event = run.log.length - 1): string[] {
  const view = run.history.at(event);
  return pointers.map((pointer) => {
    const node = view.find(pointer);
    if (node === null) return `${pointer} absent`;
    const { tOpen, tLand, close } = nodeTimes(run, view, node);
    return `${pointer} ${tOpen}–${tLand} ${close}`;
  });
}

const TICKET = [
  '+212 add  {}',
  '+249 add /intent "billing"',
  '+310 add /steps []',
  '+401.5 add /steps/0 "verify"',
  '+455.25 add /steps/1 "refund"',
  '+1210.5 add /reply "Done."',
];
const ALL = ['', '/intent', '/steps', '/steps/0', '/steps/1', '/reply'];

describe('nodeTimes', () => {
  it('should open a leaf where the stream turned to it and land it with its operation', () => {
    expect(times(record(...TICKET, '+1320.007 end eof'), ALL)).toEqual([
      ' 212–1320.007 exact',
      '/intent 212–249 exact',
      '/steps 310–455.25 inferred',
      '/steps/0 310–401.5 exact',
      '/steps/1 401.5–455.25 exact',
      '/reply 455.25–1210.5 exact',
    ]);
  });

  it('should leave open what the stream has not moved past', () => {
    expect(times(record(...TICKET, '+1320 end eof'), ['', '/steps', '/steps/1', '/reply'], 4)).toEqual([
      ' 212–null open',
      '/steps 310–null open',
      '/steps/1 401.5–455.25 exact',
      '/reply absent',
    ]);
  });

  it('should close what stands last with a clean end alone', () => {
    const steps = TICKET.slice(0, 5);
    expect(times(record(...steps, '+500 end done'), ['', '/steps'])).toEqual([
      ' 212–500 exact',
      '/steps 310–455.25 inferred',
    ]);
    for (const broken of [
      [],
      ['+500 end cut'],
      ['+500 end length'],
      ['+500 end unknown'],
      ['+500 end torn'],
    ]) {
      expect(times(record(...steps, ...broken), ['', '/steps'])).toEqual([
        ' 212–null open',
        '/steps 310–null open',
      ]);
    }
  });

  it('should close an empty container with its own seed', () => {
    expect(times(record('+1 add  {}', '+2 add /a []', '+3 add /b 1', '+4 end eof'), ['/a', '/b'])).toEqual([
      '/a 2–2 inferred',
      '/b 2–3 exact',
    ]);
  });

  it('should land all of a subtree that one operation adds', () => {
    const run = record('+1 add  {"a":{"b":[1,{}]}}', '+2 end eof');
    expect(times(run, ['', '/a', '/a/b', '/a/b/0', '/a/b/1'])).toEqual([
      ' 1–2 exact',
      '/a 1–1 inferred',
      '/a/b 1–1 inferred',
      '/a/b/0 1–1 exact',
      '/a/b/1 1–1 inferred',
    ]);
  });

  it('should give a replaced leaf its last landing, as of the moment', () => {
    const run = record('+1 add  {}', '+2 add /a 1', '+3 add /b 1', '+4 replace /a 2', '+5 end eof');
    expect(times(run, ['/a'])).toEqual(['/a 1–4 exact']);
    expect(times(run, ['/a'], 2)).toEqual(['/a 1–2 exact']);
  });

  it('should keep a growing string open until something else lands or the body ends', () => {
    const grown = ['+1 add  {}', '+2 add /a "x"', '+3 append /a "y"'];
    expect(times(record(...grown), ['/a'])).toEqual(['/a 1–3 open']);
    expect(times(record(...grown, '+4 end eof'), ['/a'])).toEqual(['/a 1–3 inferred']);
    expect(times(record(...grown, '+4 add /b 1'), ['/a'])).toEqual(['/a 1–3 exact']);
  });

  it('should give no time that the file does not have', () => {
    const run = record('+? add  {}', '+? add /a {}', '+? add /b 1', '+? end eof');
    expect(times(run, ['', '/a', '/b'])).toEqual([
      ' null–null exact',
      '/a null–null inferred',
      '/b null–null exact',
    ]);
  });

  it('should not open a root that is a leaf', () => {
    expect(times(record('+3 add  5', '+4 end eof'), [''])).toEqual([' null–3 exact']);
  });
});
