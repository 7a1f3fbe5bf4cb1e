import { CLOCK, type Actor } from '../actor';
import { DIFFICULTY, type DifficultyCommand } from '../difficulty/difficulty';
import type { DomainEvent } from '../event';
import { proceedingNoticesOf } from '../proceeding/proceeding.notices';
import { outlookOfProceeding } from '../proceeding/proceeding.agenda';
import { viewProceeding } from '../proceeding/proceeding.view';
import type { ObjectionCommand } from '../proceeding/objection.events';
import { REFORM_UNIT, type ReformUnitCommand } from '../reform-unit/reform-unit';
import { REPORTING_ROUND } from '../reporting-round/round';
import { figuresOf } from '../reporting-round/round.figures';
import type { LineEntry, RoundCommandOf, RoundLine } from '../reporting-round/round.types';
import { draw, drawn, OFFICE, opened, seen, settled, type Round, verifierOf, verify } from '../testing/evaluation';
import { Course } from '../testing/proceeding';
import { sealedFor } from '../testing/sealed';
import { of, officeFor, ROSTER } from '../testing/world';
import { countFigures } from './figures';
import { figuresOfUnit } from './self.figures';

const LEAD = of('lead', 2);
const RULER = of('office', 7);
const dispute = (lateness: string, reason = '系统故障，当日已报'): ObjectionCommand => ({ type: 'objectToLateness', lateness, reason, evidenceIds: [] });
const ruling = (upheld: boolean, reason = '经核实'): ObjectionCommand => ({ type: 'ruleOnLateness', objectionId: 'o1', upheld, reason });
const values = (stream: string, events: readonly DomainEvent[], unitId: string, period = { from: '2026-01-01', to: '2026-12-31' }): Record<string, string> =>
  Object.fromEntries(countFigures({ items: [], proceedings: [{ stream, events }] }, [unitId], period)[0]!.figures.filter((f) => f.value !== '0').map((f) => [f.name, f.value]));

const line = (id: string): RoundLine => ({ id, itemId: `i-${id}`, assignmentId: 'a1', number: '1', title: '技能培训', role: 'lead', steps: [], targets: [], percent: null, last: null });
const entry = (lineId: string): LineEntry => ({ lineId, stepId: null, text: '举办两期培训班，学员已结业考核', percent: 40, values: [], noProgressReason: null });
const openRound: RoundCommandOf<'openRound'> = { type: 'openRound', title: '3月调度', planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: 'conference', period: { from: '2026-03-01', to: '2026-03-31' }, day: '2026-03-25', forms: ['lead', 'second', 'union'].map((unitId, i) => ({ unitId, lines: [line(`x${i}`)] })) };
const NOTHING = { gone: [], refused: [], evidence: {} };
/** One form late, one missing at the lock, one of the unit that houses the office. */
const locked = () =>
  Course.opened(REPORTING_ROUND, '2026-03-02', OFFICE, openRound)
    .and('2026-03-26', LEAD, { type: 'saveForm', unitId: 'lead', entries: [entry('x0')], seen: null })
    .and('2026-03-26', LEAD, { type: 'sendForm', unitId: 'lead', seen: null, onBehalf: null, looked: NOTHING });
const lock = (course: ReturnType<typeof locked>) => course.and('2026-03-27', OFFICE, { type: 'lockRound', standing: [], decided: [] });

const raise: DifficultyCommand = { type: 'raise', title: '技能人才引进难', text: '补贴兑现慢', category: null, source: { kind: 'survey', ref: '调研' }, ofUnitId: null, ofName: null, planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: 'supervisor', conferenceUnitId: 'conference' };
const late = () => Course.opened(DIFFICULTY, '2026-01-05', OFFICE, raise).and('2026-01-06', OFFICE, { type: 'coordinate', unitId: 'lead', text: '会商明确时限', day: '2026-01-30' }).until('2026-02-02');
const STEP = 'step:s1:2026-01-30';

describe('an objection to a lateness beside items', () => {
  it('overturns a late step: it leaves the figures, and the original stays to be seen', () => {
    expect(values('difficulty/x1', late().events, 'lead')).toMatchObject({ decisionsLate: '1' });
    const upheld = late().and('2026-02-02', LEAD, dispute(STEP)).and('2026-02-03', RULER, ruling(true));
    expect(values('difficulty/x1', upheld.events, 'lead')).toEqual({ decisionsDue: '1' });
    const done = upheld.and('2026-02-04', LEAD, { type: 'doStep', stepId: 's1', text: '已印发流程', evidenceIds: [] }).and('2026-02-05', OFFICE, { type: 'takeStep', stepId: 's1' });
    expect(values('difficulty/x1', done.events, 'lead')).toEqual({ decisionsDue: '1', decisionsInTime: '1' });
    const shown = viewProceeding(DIFFICULTY, upheld.state, upheld.rules, '2026-02-03T02:00:00.000Z', { kind: 'units', unitIds: ['lead'] });
    expect(shown.latenesses).toEqual([{ id: STEP, unitId: 'lead', what: 'missing', day: '2026-01-30', foundAt: expect.any(String) as unknown, lastDayToObject: '2026-02-09', overturned: true }]);
    expect(shown.latenessObjections).toMatchObject([{ lateness: STEP, status: 'upheld', ruling: { reason: '经核实' } }]);
    expect(viewProceeding(DIFFICULTY, upheld.state, upheld.rules, '2026-02-03T02:00:00.000Z', { kind: 'units', unitIds: ['second'] })).toMatchObject({ latenesses: [], latenessObjections: [] });
    const refused = late().and('2026-02-02', LEAD, dispute(STEP)).and('2026-02-03', RULER, ruling(false, '证据不足'));
    expect(values('difficulty/x1', refused.events, 'lead')).toMatchObject({ decisionsLate: '1' });
  });

  it('is made by the unit itself, once, in time, with a reason; and of what is late alone', () => {
    const on = late();
    for (const [at, actor, command, code] of [
      ['2026-02-02', of('second'), dispute(STEP), 'not-the-assignee'],
      ['2026-02-02', LEAD, dispute(STEP, ' '), 'reason-missing'],
      ['2026-02-02', LEAD, dispute('step:s1:2026-01-29'), 'lateness-unknown'],
      ['2026-02-10', LEAD, dispute(STEP), 'objection-too-late'],
    ] as const) expect(on.when(at, actor, command).rejected).toBe(code);
    expect(on.when('2026-02-09', LEAD, dispute(STEP)).rejected).toBeNull();
    const made = on.and('2026-02-02', LEAD, dispute(STEP));
    expect(made.when('2026-02-02', LEAD, dispute(STEP)).rejected).toBe('request-open');
    expect(made.and('2026-02-03', RULER, ruling(false)).when('2026-02-03', LEAD, dispute(STEP)).rejected).toBe('request-not-open');
  });

  it('recorded by the office for its unit (代录) it is judged by the day stated, and ruled on by another person', () => {
    const on = late();
    const told = (date: string): ObjectionCommand => ({ ...dispute(STEP), onBehalf: { date, channel: 'phone', caller: sealedFor('s-wang'), scanId: null } }) as ObjectionCommand;
    expect(on.when('2026-02-11', officeFor('lead'), told('2026-02-10')).rejected).toBe('objection-too-late');
    // Nobody could object to it before it was found, on 2 February.
    expect(on.when('2026-02-11', officeFor('lead'), told('2026-01-30')).rejected).toBe('date-invalid');
    const recorded = on.and('2026-02-11', officeFor('lead'), told('2026-02-09'));
    expect(recorded.state.latenessObjections['o1']).toMatchObject({ at: '2026-02-09T04:00:00.000Z', recordedAt: '2026-02-11T02:00:00.000Z', told: 'phone', personId: 'office-1' });
    expect(recorded.events.at(-1)).toMatchObject({ type: 'LatenessObjected', data: { unitId: 'lead', onBehalf: { date: '2026-02-09' } }, meta: { actor: { onBehalfOf: 'lead' } } });
    expect(recorded.when('2026-02-12', of('office', 1), ruling(true)).rejected).toBe('own-work');
    expect(recorded.when('2026-02-12', RULER, ruling(true)).rejected).toBeNull();
  });

  it('is ruled on by another body and hand, with a reason, by a day; both are told', () => {
    const made = late().and('2026-02-02', LEAD, dispute(STEP));
    for (const [actor, command, code] of [
      [LEAD, ruling(true), 'own-work'],
      [of('second'), ruling(true), 'not-the-verifier'],
      [of('supervisor'), ruling(true), 'not-the-verifier'],
      [RULER, ruling(true, ''), 'reason-missing'],
      [RULER, { ...ruling(true), objectionId: 'o9' }, 'not-found'],
    ] as [Actor, ObjectionCommand, string][]) expect(made.when('2026-02-03', actor, command).rejected).toBe(code);
    // Who recorded it for the unit does not rule on it.
    const recorded = late().and('2026-02-02', officeFor('lead'), dispute(STEP));
    expect(recorded.when('2026-02-03', of('office', 1), ruling(true)).rejected).toBe('own-work');
    expect(made.and('2026-02-03', RULER, ruling(true)).when('2026-02-03', RULER, ruling(false)).rejected).toBe('request-not-open');
    expect(proceedingNoticesOf(DIFFICULTY, made.events.at(-1)!, made.state, ROSTER)).toMatchObject([{ kind: 'latenessObjected', to: [{ unitId: 'office', why: 'ruling' }] }]);
    const ruled = made.and('2026-02-03', RULER, ruling(true));
    expect(proceedingNoticesOf(DIFFICULTY, ruled.events.at(-1)!, ruled.state, ROSTER)).toMatchObject([{ kind: 'latenessOverturned', to: [{ unitId: 'lead' }] }]);
    expect(outlookOfProceeding(DIFFICULTY, made.state, made.rules.spans[0]!, ROSTER).duties).toContainEqual(expect.objectContaining({ id: 'objection:o1', kind: 'rule', day: '2026-02-05', owedBy: expect.objectContaining({ unitId: 'office' }) as unknown }));
    expect(made.until('2026-02-10').events.some((e) => e.type === 'OverdueMarked' && e.agendaKey?.startsWith('objection:o1/'))).toBe(true);
  });

  it('is taken of what is closed, and its ruling is owed there', () => {
    const closed = late().and('2026-02-02', LEAD, { type: 'doStep', stepId: 's1', text: '已印发流程', evidenceIds: [] }).and('2026-02-03', OFFICE, { type: 'takeStep', stepId: 's1' }).and('2026-02-03', OFFICE, { type: 'solve', solution: '15 个工作日内兑现', shared: true });
    expect(closed.state.closed).not.toBeNull();
    const made = closed.and('2026-02-04', LEAD, dispute(STEP));
    expect(outlookOfProceeding(DIFFICULTY, made.state, made.rules.spans[0]!, ROSTER).agenda.length).toBeGreaterThan(0);
    expect(values('difficulty/x1', made.and('2026-02-05', RULER, ruling(true)).events, 'lead')).toMatchObject({ decisionsInTime: '1' });
  });

  it('overturns a late form and a missing one, before the lock and after it; who locked rules on none', () => {
    const round = lock(locked());
    expect([values('reporting-round/x1', round.events, 'lead'), values('reporting-round/x1', round.events, 'second')]).toEqual([{ formsOwed: '1', formsLate: '1' }, { formsOwed: '1', formsMissing: '1' }]);
    const lateForm = round.and('2026-03-27', LEAD, dispute('form:lead:1')).and('2026-03-30', RULER, ruling(true));
    expect(values('reporting-round/x1', lateForm.events, 'lead')).toEqual({ formsOwed: '1', formsInTime: '1' });
    const missing = round.and('2026-03-27', of('second'), dispute('missing:second'));
    expect(missing.when('2026-03-30', OFFICE, ruling(true)).rejected).toBe('first-decider');
    expect(values('reporting-round/x1', missing.and('2026-03-30', RULER, ruling(true)).events, 'second')).toEqual({});
    const cells = REPORTING_ROUND.coverage!(missing.and('2026-03-30', RULER, ruling(true)).state, round.rules.spans[0]!);
    expect(cells.find((c) => c.unitId === 'second')).toMatchObject({ state: 'excused', excuse: 'corrected' });
    // The unit that houses the office is ruled on by another body.
    const own = round.and('2026-03-27', of('union'), dispute('missing:union'));
    expect(own.when('2026-03-30', RULER, ruling(true)).rejected).toBe('own-work');
    expect(own.when('2026-03-30', of('conference'), ruling(true)).rejected).toBeNull();
    // Overturned before the lock it is frozen as in time, and what was frozen computes again.
    const before = lock(locked().and('2026-03-26', LEAD, dispute('form:lead:1')).and('2026-03-27', RULER, ruling(true)));
    expect(before.state.locked!.figures.forms).toMatchObject({ inTime: 1, late: 0 });
    expect(figuresOf(Object.values(before.state.forms), [], [], before.state.locked!.at).forms.late).toBe(1);
  });

  it('overturns a visit missed or made late', () => {
    const list: ReformUnitCommand = {
      type: 'list',
      data: { title: '某机械厂', particulars: { name: '某机械厂', unitType: 'enterprise', ownership: null, trade: null, size: null, region: null, batch: null, level: null, unitId: null }, since: '2025-12-01', ownPlan: null, planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: null },
      links: [{ kind: 'contactUnit', unitId: 'lead', personId: null, since: '2025-12-01' }],
    };
    const listed = Course.opened(REFORM_UNIT, '2026-01-01', OFFICE, list);
    const record = (day: string): ReformUnitCommand => ({ type: 'recordVisit', linkId: 'l1', day, personIds: ['lead-2'], findings: '技能人才评价推进较慢', difficultyIds: [], evidenceIds: [] });
    const at = 'reform-unit/x1';
    expect(values(at, listed.and('2026-03-02', LEAD, record('2026-03-02')).events, 'lead')).toEqual({ visitsOwed: '1', visitsInTime: '1' });
    const gone = listed.until('2026-04-01');
    expect(values(at, gone.events, 'lead')).toEqual({ visitsOwed: '1', visitsMissed: '1' });
    // The second quarter's own visit, and one that makes up for the first.
    const made = gone.and('2026-04-02', LEAD, record('2026-04-01')).and('2026-04-02', LEAD, record('2026-04-02'));
    expect(values(at, made.events, 'lead')).toEqual({ visitsOwed: '2', visitsInTime: '1', visitsLate: '1' });
    const upheld = (course: typeof gone): readonly DomainEvent[] => course.and('2026-04-03', LEAD, dispute('visit:l1:2026Q1:1')).and('2026-04-07', RULER, ruling(true)).events;
    expect(values(at, upheld(gone), 'lead')).toEqual({});
    expect(values(at, upheld(made), 'lead')).toEqual({ visitsOwed: '2', visitsInTime: '2' });
    // Handed over, a visit that was missed stays missed by whoever had it; made late after the period it stays missed in it.
    const to = { unitId: 'spare', personId: null };
    const handed = gone.and('2026-04-01', of('office', 9), { type: 'handOver', handOverId: 'h1', from: { unitId: 'lead', personId: null }, to, reason: '机构改革', basis: null });
    expect(values(at, handed.events, 'lead')).toEqual({ visitsOwed: '1', visitsMissed: '1' });
    expect(values(at, handed.events, 'spare')).toEqual({});
    const quarter = { from: '2026-01-01', to: '2026-03-31' };
    expect(values(at, made.events, 'lead', quarter)).toEqual({ visitsOwed: '1', visitsMissed: '1' });
    // Made in the quarter and recorded after it, it was made in time.
    expect(values(at, listed.and('2026-04-01', LEAD, record('2026-03-30')).events, 'lead', quarter)).toEqual({ visitsOwed: '1', visitsInTime: '1' });
  });
});

describe('a late self-evaluation', () => {
  const own = (round: Round, unitId = 'lead'): Record<string, string> => Object.fromEntries(figuresOfUnit(round.state, round.state.units[unitId]!).filter((f) => f.name.startsWith('self')).map((f) => [f.name, f.value]));
  const assess = { type: 'assessSelf' as const, unitId: 'lead', scores: [] };

  it('is marked late by its day, missing where none came, and in time where the office recorded what was told in time', () => {
    expect(own(opened().and('2026-03-10', LEAD, assess))).toEqual({ selfAssessmentLate: '0', selfAssessmentMissing: '0' });
    const round = opened().and('2026-03-11', LEAD, assess);
    expect(round.state.units['lead']!.self).toMatchObject({ late: true, event: round.events.length });
    expect(own(round)).toEqual({ selfAssessmentLate: '1', selfAssessmentMissing: '0' });
    expect(figuresOfUnit(round.state, round.state.units['lead']!).find((f) => f.name === 'selfAssessmentLate')!.events).toEqual([`evaluation/x1@${round.events.length}`]);
    const none = opened().until('2026-03-11');
    expect(own(none)).toEqual({ selfAssessmentLate: '0', selfAssessmentMissing: '1' });
    const ref = figuresOfUnit(none.state, none.state.units['lead']!).find((f) => f.name === 'selfAssessmentMissing')!.events[0]!;
    expect(none.events[Number(ref.split('@')[1]) - 1]).toMatchObject({ type: 'OverdueMarked', data: { duty: 'assess:lead' } });
    const told = opened().and('2026-03-11', officeFor('lead'), { ...assess, onBehalf: { date: '2026-03-10', channel: 'phone', caller: null, scanId: null } } as typeof assess);
    expect(own(told)).toEqual({ selfAssessmentLate: '0', selfAssessmentMissing: '0' });
  });

  it('is objected to like every lateness; a score given on it is given again, and a published one prompts a correction', () => {
    const scored = opened().and('2026-03-11', LEAD, assess);
    const told = scored.and('2026-03-12', verifierOf(scored, 'lead'), verify('lead')).and('2026-03-12', OFFICE, { type: 'giveFeedback', unitIds: ['lead'] });
    const upheld = told.and('2026-03-12', LEAD, dispute('assess:lead')).and('2026-03-13', RULER, ruling(true));
    expect(upheld.events.at(-1)).toMatchObject({ type: 'ScoreOvertaken', data: { unitId: 'lead', lateness: 'assess:lead' } });
    expect(upheld.state.units['lead']).toMatchObject({ stage: 'assessed', attempt: 2 });
    expect(own(upheld)).toEqual({ selfAssessmentLate: '0', selfAssessmentMissing: '0' });
    expect(upheld.and('2026-03-16', verifierOf(upheld, 'lead'), verify('lead')).state.units['lead']).toMatchObject({ stage: 'verified', score: { lateness: null } });
  });
});

describe('a correction of what a round has counted', () => {
  const note = (by: string) => ({ type: 'noteCorrected' as const, by, unitIds: ['lead'], figures: ['lateCount'] });
  const duties = (round: Round): string[] => outlookOfProceeding(EVALUATION_KIND, round.state, round.rules.spans[0]!, ROSTER).duties.filter((d) => d.id === 'recount').map((d) => `${d.kind} ${d.owedBy.unitId} ${d.arming}`);
  const EVALUATION_KIND = opened().kind;
  const published = (): Round => {
    let round = drawn();
    round = round.and('2026-03-12', of('helper', 4), { type: 'sign', requestId: 's1', seen: seen(round) }).and('2026-03-12', of('other', 7), { type: 'sign', requestId: 's2', seen: seen(round) });
    round = round.and('2026-03-13', of('conference'), { type: 'sign', requestId: 'approval', seen: seen(round) }).and('2026-03-13', of('office', 2), { type: 'publish', text: '现将考核结果通报如下' });
    return round.and('2026-03-16', of('office', 5), { type: 'signPaper', paperId: 'p1' });
  };

  it('is owed by the office: to count anew while it runs, to correct once it is published; and it hears of it', () => {
    for (const [round, kind] of [[opened(), 'recount'], [published(), 'correct']] as const) {
      const noted = round.and('2026-03-17', CLOCK, note('item/i1@9'));
      expect(duties(noted)).toEqual([`${kind} office 1`]);
      expect(proceedingNoticesOf(EVALUATION_KIND, noted.events.at(-1)!, noted.state, ROSTER)).toMatchObject([{ kind: 'countedFigureCorrected', subject: 'item/i1@9', to: [{ unitId: 'office' }] }]);
      expect(noted.until('2026-04-30').events.some((e) => e.type === 'OverdueMarked' && e.agendaKey === 'recount/1/overdue')).toBe(true);
      const figures = (version: number) => ({ units: [], items: [{ itemId: 'i1', version }] });
      const type = kind === 'correct' ? 'correctResult' as const : 'takeFigures' as const;
      expect(duties(noted.and('2026-03-18', OFFICE, { type, figures: figures(9), reason: '更正' }))).toEqual([]);
      // Counted up to a place before it, it is still to be counted.
      expect(duties(noted.and('2026-03-18', OFFICE, { type, figures: figures(8), reason: '更正' }))).toEqual(['recount office 2']);
    }
  });

  it('keeps the result from being signed and published until it is counted anew, drawn up and signed again', () => {
    const sign = (round: Round, requestId: string) => ({ type: 'sign' as const, requestId, seen: seen(round) });
    const result = drawn();
    const one = result.and('2026-03-12', of('helper', 4), sign(result, 's1'));
    const noted = one.and('2026-03-12', CLOCK, note('item/i1@9'));
    expect(noted.state.result).toBeNull();
    expect(noted.when('2026-03-12', of('other', 7), sign(result, 's2')).rejected).toBe('recount-open');
    expect(noted.when('2026-03-12', OFFICE, draw(noted)).rejected).toBe('recount-open');
    expect(outlookOfProceeding(EVALUATION_KIND, noted.state, noted.rules.spans[0]!, ROSTER).duties.map((d) => d.kind)).toEqual(['recount']);
    const counted = noted.and('2026-03-13', OFFICE, { type: 'takeFigures', figures: { units: [], items: [{ itemId: 'i1', version: 9 }] }, reason: '更正' });
    expect(counted.when('2026-03-13', of('other', 7), sign(result, 's2')).rejected).toBe('sign-off-stale');
    const again = counted.and('2026-03-13', OFFICE, draw(counted));
    expect(again.state.result?.material).toBe(2);
    // Who had signed the first one signs the second.
    expect(again.when('2026-03-14', of('helper', 4), sign(again, 's1')).rejected).toBeNull();
  });

  it('keeps an approved result from its circular, and a drafted circular from its signature', () => {
    let round = drawn();
    for (const [at, who, requestId] of [['2026-03-12', of('helper', 4), 's1'], ['2026-03-12', of('other', 7), 's2'], ['2026-03-13', of('conference'), 'approval']] as const) round = round.and(at, who, { type: 'sign', requestId, seen: seen(round) });
    const publish = { type: 'publish' as const, text: '现将考核结果通报如下' };
    expect(round.and('2026-03-13', CLOCK, note('item/i1@9')).when('2026-03-13', of('office', 2), publish).rejected).toBe('recount-open');
    const drafted = round.and('2026-03-13', of('office', 2), publish).and('2026-03-14', CLOCK, note('item/i1@9'));
    expect(drafted.state.papers['p1']!.status).toBe('void');
    expect(drafted.when('2026-03-16', of('office', 5), { type: 'signPaper', paperId: 'p1' }).rejected).not.toBeNull();
    expect(drafted.until('2026-03-20').state.publications).toEqual([]);
  });

  it('is told once, by the system, and of nothing that is counted already', () => {
    const round = published();
    expect(round.when('2026-03-17', OFFICE, note('item/i1@9')).rejected).toBe('not-the-office');
    expect(round.when('2026-03-17', CLOCK, note('item/i1@3')).events).toEqual([]);
    const noted = round.and('2026-03-17', CLOCK, note('item/i1@9'));
    expect(noted.when('2026-03-17', CLOCK, note('item/i1@9')).events).toEqual([]);
    expect(noted.state.materialVersion).toBe(round.state.materialVersion);
    const cancelled = opened().and('2026-03-12', OFFICE, { type: 'cancelEvaluation', reason: '不再考核' });
    expect(cancelled.when('2026-03-17', CLOCK, note('item/i1@9')).events).toEqual([]);
  });

  it('is owed too where the lateness was of the round itself and its result is published', () => {
    let round = opened({ schedule: { ...opened().state.schedule, selfDay: '2026-03-03' } });
    for (const unitId of ['union', 'lead', 'second']) round = round.and(unitId === 'lead' ? '2026-03-04' : '2026-03-03', of(unitId), { type: 'assessSelf', unitId, scores: [] });
    round = settled(round, '2026-03-04');
    round = round.and('2026-03-04', OFFICE, draw(round)).and('2026-03-04', LEAD, dispute('assess:lead'));
    for (const [by, requestId] of [[of('helper', 4), 's1'], [of('other', 7), 's2'], [of('conference'), 'approval']] as const) round = round.and('2026-03-05', by, { type: 'sign', requestId, seen: seen(round) });
    round = round.and('2026-03-05', of('office', 2), { type: 'publish', text: '现将考核结果通报如下' }).and('2026-03-05', of('office', 5), { type: 'signPaper', paperId: 'p1' });
    const upheld = round.and('2026-03-06', RULER, ruling(true));
    expect(duties(upheld)).toEqual(['correct office 1']);
    const corrected = upheld.and('2026-03-09', OFFICE, { type: 'correctResult', figures: { units: [], items: [] }, reason: '自评未逾期' });
    expect(corrected.state.units['lead']).toMatchObject({ stage: 'assessed' });
    expect(duties(corrected)).toEqual([]);
  });
});
