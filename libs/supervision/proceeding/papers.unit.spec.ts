import type { Actor } from '../actor';
import { DIFFICULTY, type DifficultyCommand, type DifficultyState } from '../difficulty/difficulty';
import { Course } from '../testing/proceeding';
import { of, ROSTER } from '../testing/world';
import type { CommonCommand } from './proceeding.decide';
import { issuedPaper, proceedingNoticesOf } from './proceeding.notices';
import { viewProceeding } from './proceeding.view';

const OFFICE = of('office', 1);
const SIGNER = of('office', 2);
const raise: DifficultyCommand = {
  type: 'raise', title: '技能人才引进难', text: '企业反映高技能人才引进补贴兑现慢', category: null, source: { kind: 'survey', ref: null }, ofUnitId: 'lead', ofName: null,
  planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: null,
};
const circular: Extract<CommonCommand, { type: 'draftCircular' }> = { type: 'draftCircular', unitIds: ['lead', 'second', 'lead'], text: '现将有关情况通报如下', deadline: null };
const given = (): Course<DifficultyState, DifficultyCommand> => Course.opened(DIFFICULTY, '2026-01-05', OFFICE, raise);
const drafted = (): Course<DifficultyState, DifficultyCommand> => given().and('2026-01-06', OFFICE, circular);

describe('a paper of a proceeding', () => {
  it('waits for a signature: nobody is told, and a signer owes it by a day', () => {
    const course = drafted();
    expect(course.state.papers['p1']).toMatchObject({ status: 'drafted', kind: 'circular', series: 'TB', issuerUnitId: 'office', to: [{ unitId: 'lead' }, { unitId: 'second' }] });
    const [draft, ...more] = proceedingNoticesOf(DIFFICULTY, course.events.at(-1)!, course.state, ROSTER);
    expect([draft?.issued, draft?.id, draft?.series, more]).toEqual([false, 'p1', 'TB', []]);
    const view = viewProceeding(DIFFICULTY, course.state, course.rules, '2026-01-06T02:00:00.000Z', { kind: 'all' });
    expect(view.duties.find((d) => d.kind === 'sign')).toMatchObject({ id: 'sign-paper:p1', owedBy: { unitId: 'office', post: 'signer' }, day: '2026-01-08', subject: 'p1' });
    const late = course.until('2026-01-07 10:00').until('2026-01-20').events.filter((e) => (e.data as { duty?: string }).duty === 'sign-paper:p1');
    expect(late.map((e) => e.type).slice(0, 3)).toEqual(['ReminderIssued', 'OverdueMarked', 'DutyEscalated']);
    expect(late[0]?.data).toMatchObject({ to: [{ post: 'signer', why: 'signing' }] });
  });

  it('is issued by its signature, once, to those it names', () => {
    const signed = drafted().and('2026-01-07', SIGNER, { type: 'signPaper', paperId: 'p1' });
    expect(signed.state.papers['p1']).toMatchObject({ status: 'issued', signedBy: 'office-2' });
    expect(signed.events.at(-1)?.data).toEqual({ paperId: 'p1', series: 'TB', personId: 'office-2' });
    expect(issuedPaper(signed.events.at(-1)!, signed.state, ROSTER)?.to.map((t) => t.unitId)).toEqual(['lead', 'second']);
    expect(signed.when('2026-01-08', SIGNER, { type: 'signPaper', paperId: 'p1' }).rejected).toBe('paper-not-drafted');
    expect(signed.until('2026-03-01').events.some((e) => e.type === 'OverdueMarked' && (e.data as { duty: string }).duty === 'sign-paper:p1')).toBe(false);
  });

  it('is made void with a reason: as a draft it was never anything, issued it stays to be seen', () => {
    const dropped = drafted().and('2026-01-07', OFFICE, { type: 'voidPaper', paperId: 'p1', reason: '情况有变' });
    const recalled = drafted().and('2026-01-07', SIGNER, { type: 'signPaper', paperId: 'p1' }).and('2026-01-08', SIGNER, { type: 'voidPaper', paperId: 'p1', reason: '数据有误' });
    const seen = (c: typeof dropped): unknown => viewProceeding(DIFFICULTY, c.state, c.rules, '2026-01-08T02:00:00.000Z', { kind: 'units', unitIds: ['lead'] }).papers.map((p) => p.status);
    expect([seen(drafted()), seen(dropped), seen(recalled)]).toEqual([[], [], ['void']]);
    expect(recalled.when('2026-01-09', SIGNER, { type: 'voidPaper', paperId: 'p1', reason: '数据有误' }).rejected).toBe('paper-not-drafted');
  });

  it('is owed, signed and drawn up in a closed proceeding as well', () => {
    const closed = drafted().and('2026-01-07', OFFICE, { type: 'solve', solution: '补贴 15 个工作日内兑现', shared: true });
    expect(closed.until('2026-01-20').events.some((e) => e.type === 'OverdueMarked' && (e.data as { duty: string }).duty === 'sign-paper:p1')).toBe(true);
    const signed = closed.and('2026-01-08', SIGNER, { type: 'signPaper', paperId: 'p1' }).and('2026-01-08', OFFICE, circular);
    expect(Object.keys(signed.state.papers)).toEqual(['p1', 'p2']);
  });

  it('is told to the office where nobody is registered in the unit', () => {
    const signed = given().and('2026-01-06', OFFICE, { ...circular, unitIds: ['helper2'] }).and('2026-01-07', SIGNER, { type: 'signPaper', paperId: 'p1' });
    expect(issuedPaper(signed.events.at(-1)!, signed.state, ROSTER)?.to).toEqual([{ unitId: 'office', post: 'office', personId: null, why: 'onBehalf' }]);
  });

  it.each<[string, Actor, CommonCommand, string]>([
    ['one that is not there', SIGNER, { type: 'signPaper', paperId: 'p9' }, 'paper-not-found'],
    ['one named like a built-in', SIGNER, { type: 'signPaper', paperId: 'constructor' }, 'paper-not-found'],
    ['in another unit’s name', of('lead', 1), { type: 'signPaper', paperId: 'p1' }, 'not-the-issuer'],
    ['void without a reason', SIGNER, { type: 'voidPaper', paperId: 'p1', reason: ' ' }, 'reason-missing'],
    ['a circular by another than the office', of('lead', 1), circular, 'not-the-office'],
    ['a circular to a unit that is not there', OFFICE, { ...circular, unitIds: ['lead', 'none'] }, 'unit-unknown'],
    ['a circular to nobody', OFFICE, { ...circular, unitIds: [] }, 'unit-unknown'],
    ['a circular that says nothing', OFFICE, { ...circular, text: ' ' }, 'nothing-substantial'],
    ['a circular that sets a day gone by', OFFICE, { ...circular, deadline: '2025-12-31' }, 'date-in-the-past'],
  ])('is refused: %s', (_, actor, command, code) => {
    expect(drafted().when('2026-01-07', actor, command).rejected).toBe(code);
  });

  it('notices of it are read once for each unit', () => {
    const read = drafted().and('2026-01-07', SIGNER, { type: 'signPaper', paperId: 'p1' }).and('2026-01-08', of('lead', 1), { type: 'readNotice', noticeId: 'p1' });
    expect(read.when('2026-01-09', of('lead', 2), { type: 'readNotice', noticeId: 'p1' }).types).not.toContain('NoticeRead');
    expect(read.when('2026-01-09', of('second', 2), { type: 'readNotice', noticeId: 'p1' }).types).toContain('NoticeRead');
  });
});
