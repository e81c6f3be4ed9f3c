import { describe, expect, it } from 'vitest';

import { type Ordered, siblingsOf, wantedOrders } from './sibling-orders.ts';

function fields(...patterns: string[]): Ordered[] {
  return patterns.map((text) => {
    const [pattern = '', type = 'string'] = text.split(' ');
    return { pattern, name: pattern.slice(pattern.lastIndexOf('/') + 1), type };
  });
}

const PLAN = fields('/topic', '/steps array', '/steps/* object', '/steps/*/what', '/steps/*/why', '/pair array', '/pair/0', '/pair/1'); // prettier-ignore

describe('sibling orders', () => {
  it('should know which fields have siblings to be ordered among', () => {
    expect([...siblingsOf(PLAN)]).toEqual([
      ['', ['topic', 'steps', 'pair']],
      ['/steps/*', ['what', 'why']],
    ]);
  });

  it('should want what was dragged before what the draft says, and nothing that ran so', () => {
    const ran = siblingsOf(PLAN);
    const draft = new Map([
      ['', ['steps', 'topic', 'pair']],
      ['/steps/*', ['why', 'what']],
    ]);
    expect([...wantedOrders(ran, draft, new Map([['/steps/*', ['what', 'why']]]))]).toEqual([
      ['', ['steps', 'topic', 'pair']],
    ]);
    expect(wantedOrders(ran, new Map([['', ['steps', 'other', 'pair']]]), new Map()).size).toBe(0);
  });
});
