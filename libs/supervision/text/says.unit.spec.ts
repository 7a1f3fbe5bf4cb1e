import { says, saysNothing } from './says';

describe('a text', () => {
  it.each(['同意', '已补齐', 'ok', '12', '第3', '𠮷林'])('says something: %s', (text) => {
    expect([says(text), saysNothing(text)]).toEqual([true, false]);
  });

  it.each(['', '  ', '\u3000\u3000', '\u200b\u200b', '\ufeff\u2060\u200d', '。。', '——……', '()', '\u3164\u3164', '\u00ad\u00ad', '，\n\t.'])('says nothing: %j', (text) => {
    expect([says(text), saysNothing(text)]).toEqual([false, true]);
  });

  it('of one character is too short for a reason, and yet not nothing', () => {
    expect([says('无'), saysNothing('无')]).toEqual([false, false]);
    expect([says('是。'), saysNothing('是。')]).toEqual([false, false]);
  });
});
