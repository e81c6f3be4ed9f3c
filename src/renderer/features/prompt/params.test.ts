import { describe, expect, it } from 'vitest';

import { PARAMS, type ParamRule, readParam, withParam } from './params.ts';

function rule(name: string): ParamRule {
  const found = PARAMS.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

describe('readParam', () => {
  it('should read numbers as people type them, and nothing as none', () => {
    expect(readParam(rule('temperature'), ' .5 ')).toEqual({ ok: true, value: 0.5 });
    expect(readParam(rule('seed'), '-7')).toEqual({ ok: true, value: -7 });
    expect(readParam(rule('max_tokens'), '4e2')).toEqual({ ok: true, value: 400 });
    expect(readParam(rule('timeout'), '')).toEqual({ ok: true, value: null });
  });

  it.each([
    ['temperature', 'warm', 'temperature is a number, such as 0.5'],
    ['temperature', '-1', 'temperature is not below 0'],
    ['temperature', '0,5', 'temperature is a number, such as 0.5'],
    ['max_tokens', '1.5', 'max_tokens is a whole number'],
    ['max_tokens', '0', 'max_tokens is at least 1'],
    ['seed', '0x10', 'seed is a number, such as 7'],
    ['seed', '9007199254740993', 'seed is a whole number'],
    ['timeout', '0', 'timeout is more than 0'],
    ['timeout', '1e9', 'timeout is at most 86400'],
  ])('should say what is wrong with %s %s', (name, text, message) => {
    expect(readParam(rule(name), text)).toEqual({ ok: false, message });
  });
});

describe('withParam', () => {
  it('should leave no member behind where there is no value', () => {
    expect(Object.keys(withParam({ seed: 7, temperature: 1 }, 'seed', null))).toEqual(['temperature']);
    expect(withParam({ seed: 7 }, 'seed', 8)).toEqual({ seed: 8 });
  });
});
