import { identity } from '../testing/fixtures';
import { SessionCache } from './session-cache';

const entry = (personId: string, sessionId: string, askedAt = 0, tokenEndsAt = 900_000) => ({ identity: identity(['handler'], { personId, sessionId }), askedAt, tokenEndsAt });

describe('the memory of sessions', () => {
  it('answers for less than five seconds after the question was asked', () => {
    const cache = new SessionCache();
    cache.put('k', entry('p-1', 's-1', 1_000), cache.generation);
    expect(cache.get('k', 5_999, 0)?.sessionId).toBe('s-1');
    expect(cache.get('k', 6_000, 0)).toBeNull();
  });

  it('does not outlive the token', () => {
    const cache = new SessionCache();
    cache.put('k', entry('p-1', 's-1', 0, 10), cache.generation);
    expect(cache.get('k', 1, 10)).toBeNull();
  });

  it('drops the least recently used', () => {
    const cache = new SessionCache(5_000, 2);
    for (const key of ['a', 'b']) cache.put(key, entry('p-1', key), cache.generation);
    cache.get('a', 1, 1);
    cache.put('c', entry('p-1', 'c'), cache.generation);
    expect(['a', 'b', 'c'].map((key) => cache.get(key, 1, 1) !== null)).toEqual([true, false, true]);
    expect(cache.size).toBe(2);
  });

  it('takes in nothing that was asked before something was dropped', () => {
    const cache = new SessionCache();
    const { generation } = cache;
    cache.dropSession('s-1');
    cache.put('k', entry('p-1', 's-1'), generation);
    expect(cache.size).toBe(0);
  });

  it('drops a session, or all of a person', () => {
    const cache = new SessionCache();
    cache.put('a', entry('p-1', 's-1'), cache.generation);
    cache.put('b', entry('p-1', 's-2'), cache.generation);
    cache.put('c', entry('p-2', 's-3'), cache.generation);
    cache.dropSession('s-1');
    expect(cache.size).toBe(2);
    cache.dropPerson('p-1');
    expect(cache.get('c', 1, 1)?.personId).toBe('p-2');
    expect(cache.size).toBe(1);
  });
});
