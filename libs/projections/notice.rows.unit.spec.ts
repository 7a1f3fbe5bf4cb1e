import fc from 'fast-check';
import { evolveItem } from '#libs/supervision/item/item.evolve';
import { isNoticeOf } from '#libs/supervision/item/item.notices-told';
import type { ItemState } from '#libs/supervision/item/item.types';
import { draws, play, setting } from '#libs/supervision/testing/people';
import { times } from '#libs/supervision/testing/times';
import type { ItemCommand } from '#libs/supervision/item/item.commands';
import { dutiesOf } from '#libs/supervision/item/item.duties';
import { spanAt } from '#libs/supervision/rules';
import { c, given, moment, type Story } from '#libs/supervision/testing/given';
import { of, ROSTER } from '#libs/supervision/testing/world';
import { noticesOf } from './notice.rows';

const solo = (unitId: string) => given({ assignments: [{ id: 'a1', unitId, role: 'implementer', coordinator: true }] }).and('2026-01-06', of(unitId), c.receive());

/** Who hears of the request, and who owes its ruling. */
function asked(story: Story, at: string, unitId: string, command: ItemCommand): { told: string[]; owes: string[] } {
  const { events, state } = story.when(at, of(unitId), command);
  const told = events.flatMap((e) => noticesOf(e, state, ROSTER)).filter((n) => n.kind === 'requested').flatMap((n) => n.to.map((r) => `${r.unitId} ${r.post} ${r.why}`));
  const owes = dutiesOf(state, spanAt(story.rules, moment(at)), ROSTER).filter((d) => d.kind === 'rule').map((d) => d.owedBy.unitId);
  return { told, owes };
}

describe('who hears of a request', () => {
  const kinds: [string, string, ItemCommand][] = [
    ['decline', '2026-01-07', c.decline('spare')],
    ['extension', '2026-06-01', c.extend('2026-08-31')],
    ['stated reason', '2026-06-01', c.reason('2026-08-31')],
    ['objection to the attribution', '2026-01-07', c.object('attribution')],
    ['objection to a lateness', '2026-07-02', c.object('lateness')],
  ];
  test.each(kinds)('%s: the office, which rules', (_, at, command) => {
    expect(asked(solo('lead'), at, 'lead', command)).toEqual({ told: ['office office ruling'], owes: ['office'] });
  });

  test.each(kinds)('%s by a unit under the office’s roof: the supervising unit, which rules in its place', (_, at, command) => {
    expect(asked(solo('union'), at, 'union', command)).toEqual({ told: ['supervisor office ruling'], owes: ['supervisor'] });
  });

  test('objection to a return, likewise', () => {
    const back = (unitId: string): Story => solo(unitId).and('2026-06-29', of(unitId), c.submit()).and('2026-07-01', of('supervisor'), c.return());
    expect(asked(back('lead'), '2026-07-02', 'lead', c.object('return'))).toEqual({ told: ['office office ruling'], owes: ['office'] });
    expect(asked(back('union'), '2026-07-02', 'union', c.object('return'))).toEqual({ told: ['supervisor office ruling'], owes: ['supervisor'] });
  });

  test('without a supervising unit: the other unit set up for the plan', () => {
    const story = given({ supervisingUnitId: null, assignments: [{ id: 'a1', unitId: 'union', role: 'implementer', coordinator: true }] }).and('2026-01-06', of('union'), c.receive());
    expect(asked(story, '2026-06-01', 'union', c.extend('2026-08-31'))).toEqual({ told: ['other office ruling'], owes: ['other'] });
  });

  test('the unit that asked hears of the ruling, whoever gave it', () => {
    const ruled = solo('union').and('2026-06-01', of('union'), c.extend('2026-08-31')).when('2026-06-02', of('supervisor'), c.rule(true));
    expect(ruled.events.flatMap((e) => noticesOf(e, ruled.state, ROSTER)).map((n) => [n.kind, n.to.map((r) => r.unitId)])).toEqual([['ruled', ['union']]]);
  });
});

test('property: every notice that was told can be read', () => {
  fc.assert(
    fc.property(setting, draws, (s, drawn) => {
      const played = play(s, drawn);
      let state: ItemState | null = null;
      const told: string[] = [];
      for (const event of played.events) {
        state = evolveItem(state, event, 'i1');
        told.push(...noticesOf(event, state, s.rules.roster).filter((n) => n.issued).map((n) => n.noticeId.slice('i1/'.length)));
      }
      expect(told.filter((id) => !isNoticeOf(state!, id))).toEqual([]);
    }),
    times(60),
  );
});
