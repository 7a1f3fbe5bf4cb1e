import fc from 'fast-check';
import { draws, play, setting } from '../testing/people';
import { times } from '../testing/times';
import { Outlook } from './item.agenda';
import { evolveItem } from './item.evolve';
import type { ItemState } from './item.types';

test('what an outlook takes over from the state before is what it would find anew', () => {
  fc.assert(
    fc.property(setting, draws, (s, ds) => {
      const run = play(s, ds);
      const { roster, spans } = s.rules;
      let before: Outlook | null = null;
      let state: ItemState | null = null;
      for (const event of run.events) {
        state = evolveItem(state, event, run.first.id);
        const anew = new Outlook(state, spans[0]!, roster, null);
        const onward: Outlook = new Outlook(state, spans[0]!, roster, before);
        expect(onward.duties).toEqual(anew.duties);
        expect(onward.agenda).toEqual(anew.agenda);
        expect(onward.next).toEqual(anew.agenda[0] ?? null);
        before = onward;
      }
    }),
    times(15),
  );
});
