import type { Block } from '#libs/documents/papers/paper';
import { supervisionSlip } from '#libs/documents/papers/templates/supervision.slip';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { evolveItem } from '#libs/supervision/item/item.evolve';
import type { ItemState } from '#libs/supervision/item/item.types';
import { c, given, type Story } from '#libs/supervision/testing/given';
import { of, rulesWith } from '#libs/supervision/testing/world';
import { escalationFacts, slipFacts } from './item.facts';

const wordsOf = (blocks: readonly Block[]): string => blocks.map((b) => (b.kind === 'table' ? '' : b.text)).join('\n');
/** The slip by which the escalation of such a duty to a stop of the path is told, in words. */
function escalated({ events, rules }: Story, kind: string, rung: string): string {
  const at = events.findIndex((e) => e.type === 'DutyEscalated' && e.data.duty.startsWith(`${kind}:`) && e.data.rung === rung);
  const before = events.slice(0, at).reduce<ItemState | null>((state, e) => evolveItem(state, e, 'i1'), null)!;
  return wordsOf(supervisionSlip(escalationFacts({ state: before, rules, plan: '某市方案', number: null }, events[at] as Extract<ItemEvent, { type: 'DutyEscalated' }>)).blocks);
}
const yellow = 'step.a1-1.1.yellowPaper';

describe('what is taken up is told of who owes it, and by the day that it was owed', () => {
  it('an unread receipt, months before the work is due', () => {
    const words = escalated(given().until('2026-01-09').until('2026-02-10'), 'receipt', 'stop-2');
    expect(words).toContain('《某市方案》第1项，lead应于2026年1月8日前（含当日）签收该事项，至今未办理。');
    expect(words).toContain('请督促lead尽快办理');
    for (const wrong of ['有关单位', '办结', '2026年6月30日']) expect(words).not.toContain(wrong);
  });
  it('the office’s own signature', () => {
    const words = escalated(['2026-07-06', '2026-07-13', '2026-07-20', '2026-07-27'].reduce((story, day) => story.until(day), given().and('2026-01-06', of('lead'), c.receive()).until('2026-07-01')), 'sign', 'stop-3');
    expect(words).toContain('office应于2026年7月3日前（含当日）签发致lead的黄色督办单，至今未办理。');
    expect(words).toContain('应办单位：office。\n承办单位：lead。');
    expect(words).toContain('逾期起算：2026年7月4日 00:00。');
    expect(words).not.toContain('请督促承办单位');
  });
  it('a ruling on what the unit asked for', () => {
    const words = escalated(given().and('2026-01-06', of('lead'), c.receive()).and('2026-03-02', of('lead'), c.extend('2026-08-31')).until('2026-03-20'), 'rule', 'stop-1');
    expect(words).toContain('你单位应于2026年3月5日前（含当日）裁定lead提出的延期申请，至今未办理。按照提级路径，现将有关情况告知你单位');
    expect(words).toContain('请督促office尽快办理');
    expect(words).not.toContain('lead承办');
  });
});

describe('a red slip states what made it red, and no more', () => {
  const red = (graceWorkingDays: number, answerWorkingDays: number, number = '1'): string => {
    const signed = given({ number }, rulesWith({ rules: { graceWorkingDays, answerWorkingDays } })).and('2026-01-06', of('lead'), c.receive()).until('2026-07-01').and('2026-07-01', of('office'), c.sign(yellow)).until('2026-07-31');
    return wordsOf(supervisionSlip(slipFacts({ state: signed.state, rules: signed.rules, plan: '某市方案', number: null }, signed.state.papers['step.a1-1.1.redPaper']!, '2026-07-31T02:00:00.000Z')).blocks);
  };
  it('past the grace, or left unanswered as well', () => {
    expect(red(2, 30)).toContain('逾期已超过宽限期。现予红色督办。');
    expect(red(2, 3)).toContain('逾期已超过宽限期，且黄色督办未按期答复。现予红色督办。');
  });
  it('and calls an item without a number by its title', () => {
    expect(red(2, 3, '')).toContain('你单位承办的《某市方案》“技能培训”事项应于2026年6月30日前（含当日）办结');
    expect(red(2, 3, '')).not.toContain('第项');
  });
});
