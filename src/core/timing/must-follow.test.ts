import { describe, expect, it } from 'vitest';

import { brokenEdges, checkMustFollow } from './must-follow.ts';

const EDGE = { field: '/verdict', after: '/why' };

describe('checkMustFollow', () => {
  it('should take edges between siblings at any depth, and none where there are none', () => {
    const deep = { field: '/steps/*/answer', after: '/steps/*/plan/why' };
    expect(checkMustFollow([EDGE, deep])).toEqual({ edges: [EDGE, deep], problems: [] });
    expect(checkMustFollow(undefined)).toEqual({ edges: [], problems: [] });
  });

  it('should refuse each edge that says nothing, with its reason, and keep the others', () => {
    const { edges, problems } = checkMustFollow(
      [
        EDGE,
        { field: '/a', after: '/b', because: 'x' },
        { field: '/a' },
        { field: 'a', after: '/b' },
        { field: '/why', after: '/nowhere' },
        { field: '/why/a', after: '/why' },
        'x',
        { field: '/why', after: '/verdict' },
      ],
      ['/verdict', '/why', '/why/a', '/a', '/b'],
    );
    expect(edges).toEqual([EDGE]);
    expect(problems).toEqual([
      { index: 1, message: 'An edge has no member "because".' },
      { index: 2, message: expect.stringContaining('names two fields') },
      { index: 3, message: expect.stringContaining('names two fields') },
      { index: 4, message: 'The schema has no field /nowhere.' },
      { index: 5, message: 'No object orders /why/a after /why.' },
      { index: 6, message: expect.stringContaining('An edge is') },
      { index: 7, message: expect.stringContaining('circle') },
    ]);
    expect(checkMustFollow('x').problems).toEqual([{ index: -1, message: '"mustFollow" is a list.' }]);
  });
});

describe('brokenEdges', () => {
  it('should find what an order puts before what it must follow, also by what surrounds the two', () => {
    const edges = [
      { field: '/reply', after: '/intent' },
      { field: '/plan/answer', after: '/notes' },
      { field: '/o/y', after: '/o/x' },
      { field: '/absent', after: '/intent' },
    ];
    const orders = new Map([
      ['', ['plan', 'reply', 'intent', 'notes']],
      ['/o', ['x', 'y']],
    ]);
    expect(brokenEdges(edges, (pattern) => orders.get(pattern))).toEqual(edges.slice(0, 2));
  });
});
