import { HARMFUL } from '../../apps/web/parts/harmful';
import { itemActs } from '../../apps/web/words/en/item-acts';
import { proceedingActs } from '../../apps/web/words/en/proceeding-acts';

/** How acts begin that end, void or take away what there is. */
const HARM = /^(Cancel|Call |Void|Withdraw|Drop|Take off|Take back|End |Leave |Close as|Suspend|Waive)/;

describe('acts that do harm', () => {
  it('are marked as such, all of them and no other: none is the button that the hand falls on', () => {
    const all = Object.entries({ ...itemActs.names, ...proceedingActs.names });
    expect(all.length).toBeGreaterThan(100);
    const said = all.filter(([, words]) => HARM.test(words)).map(([name]) => name);
    // Refusing a signature sends scores back, whatever its button says.
    expect([...said, 'dissentFromResult'].sort()).toEqual([...HARMFUL].sort());
  });
});
