import { describe, expect, it } from 'vitest';

import type { SimulatorFault } from '../../../bridge/contract.ts';
import { ANSWERS, answerOf, suits, withFault } from './simulator-answers.ts';

function fault(name: string, decides: string | null, needs: SimulatorFault['needs'] = 'any'): SimulatorFault {
  return { name, decides, needs, family: 'Ends badly', description: '' };
}

const ALL = [fault('cut', 'ending'), fault('silence', 'ending'), fault('gzip', null)];

describe('the choices of the Simulator', () => {
  it('should find each answer again in the connection that asks for it', () => {
    const connection = {
      id: 'simulator',
      name: '',
      kind: 'simulator' as const,
      baseUrl: '',
      model: '',
      secret: null,
    };
    for (const { value, change } of ANSWERS) expect(answerOf({ ...connection, ...change }).value).toBe(value);
  });

  it('should keep one fault of those that decide the same thing', () => {
    expect(withFault(ALL, ['cut', 'gzip'], 'silence', true)).toEqual(['gzip', 'silence']);
    expect(withFault(ALL, ['gzip', 'silence'], 'silence', false)).toEqual(['gzip']);
  });

  it('should offer what can happen to the answer', () => {
    expect(suits(fault('x', null, 'sse'), 'ndjson')).toBe(false);
    expect(suits(fault('x', null, 'sse'), 'chat')).toBe(true);
    expect(suits(fault('x', null, 'patch'), 'tools')).toBe(false);
  });
});
