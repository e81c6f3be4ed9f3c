import { describe, expect, it } from 'vitest';

import { newConnection, problemsOf } from './form.ts';

describe('problemsOf', () => {
  it('should find nothing wrong with a new connection', () => {
    expect(problemsOf(newConnection([]))).toEqual({});
    expect(newConnection(['custom-1', 'custom-2']).id).toBe('custom-3');
  });

  it('should refuse a URL of another kind, or with a password in it', () => {
    for (const baseUrl of ['', 'api.dottxt.ai/v1', 'file:///etc', 'https://me:pw@host/v1']) {
      expect(Object.keys(problemsOf({ ...newConnection([]), baseUrl }))).toEqual(['baseUrl']);
    }
  });

  it('should take a key by its name, not the key itself', () => {
    expect(Object.keys(problemsOf({ ...newConnection([]), secret: 'sk-12.34' }))).toEqual(['secret']);
    expect(problemsOf({ ...newConnection([]), secret: 'MY_KEY' })).toEqual({});
  });
});
