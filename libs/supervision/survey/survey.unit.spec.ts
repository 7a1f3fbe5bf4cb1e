import { Course } from '../testing/proceeding';
import { of } from '../testing/world';
import { SURVEY, type SurveyCommand, type SurveyState } from './survey';
import type { SurveyFigure } from './survey.events';

const OFFICE = of('office', 9);
const SURVEYOR = of('lead', 2);
type Of<T extends SurveyCommand['type']> = Extract<SurveyCommand, { type: T }>;
const OPEN: Of<'openSurvey'> = {
  type: 'openSurvey', title: '深化改革专项调研', text: '了解技能认定情况', surveyorUnitId: 'lead', from: '2026-01-05', until: '2026-01-20', places: [{ name: '松州市', unitId: 'second' }, { name: '云岭市', unitId: null }],
  planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: 'conference',
};
const aFigure = (change: Partial<SurveyFigure> = {}): SurveyFigure => ({ metric: '技能人才总量', value: 40_600, unit: '人次', reckoning: 'stock', asOf: '2025-12-31', ...change });
const opened = (change: Partial<Of<'openSurvey'>> = {}): Course<SurveyState, SurveyCommand> => Course.opened(SURVEY, '2026-01-05', OFFICE, { ...OPEN, ...change });
const report = (placeId: string, change: Partial<Of<'reportPlace'>> = {}): SurveyCommand => ({ type: 'reportPlace', placeId, day: '2026-01-06', personIds: [], text: '认定周期长', stories: [], figures: [], difficultyIds: [], ...change });
const surveyed = (): Course<SurveyState, SurveyCommand> => opened().and('2026-01-07', SURVEYOR, report('p1', { figures: [aFigure()], difficultyIds: ['d1'], stories: [{ title: '师徒结对', text: '一对一带教' }] }));
const complete = (): Course<SurveyState, SurveyCommand> => surveyed().and('2026-01-08', OFFICE, { type: 'leaveOutPlace', placeId: 'p2', reason: '道路中断' });

describe('a survey', () => {
  it('owes each place by its last day, to who goes; then the office its conclusion', () => {
    expect(dutiesOf(opened())).toEqual([['survey', 'lead', '2026-01-20', 'p1'], ['survey', 'lead', '2026-01-20', 'p2']]);
    expect(dutiesOf(surveyed())).toEqual([['survey', 'lead', '2026-01-20', 'p2']]);
    expect(dutiesOf(complete())).toEqual([['conclude', 'office', '2026-01-15', null]]);
    const done = complete().and('2026-01-09', OFFICE, { type: 'conclude', text: '认定周期长是共性问题' });
    expect([done.state.closed?.how, dutiesOf(done)]).toEqual(['concluded', []]);
  });

  it('keeps what a place brought: figures by kind and reckoning, examples, difficulties', () => {
    const { state } = surveyed();
    expect(state.reports['p1']).toMatchObject({ text: '认定周期长', difficultyIds: ['d1'], stories: [{ title: '师徒结对' }], event: 2 });
    expect(state.figures).toMatchObject([{ id: 'f1', placeId: 'p1', metric: '技能人才总量', value: 40_600, unit: '人次', reckoning: 'stock', asOf: '2025-12-31', event: 2 }]);
    expect(opened().when('2026-01-07', SURVEYOR, report('p1', { figures: [aFigure({ unit: '人' })] })).rejected).toBeNull();
    expect(SURVEY.summary(state)).toMatchObject({ status: 'underWay', facts: { places: 2, surveyed: 1, difficulties: 1, figures: 1, stories: 1 } });
  });

  it('corrects a figure, also when it is over, and keeps what it said', () => {
    const done = complete().and('2026-01-09', OFFICE, { type: 'conclude', text: '已形成报告' });
    const { state, events } = done.and('2026-02-02', SURVEYOR, { type: 'correctFigure', figureId: 'f1', value: 40_100, asOf: '2025-12-31', reason: '重复登记' });
    expect(state.figures[0]).toMatchObject({ value: 40_100, event: events.length, corrected: [{ value: 40_600, asOf: '2025-12-31', reason: '重复登记' }] });
    expect(done.when('2026-02-02', SURVEYOR, { type: 'correctFigure', figureId: 'f1', value: 40_600, asOf: '2025-12-31', reason: '无变化' }).events).toEqual([]);
  });

  it('shows a place its own part alone', () => {
    const own = SURVEY.view(surveyed().state, { kind: 'units', unitIds: ['second'] }) as { places: { id: string; figures: unknown[] }[] };
    expect(own.places.map((p) => [p.id, p.figures.length])).toEqual([['p1', 1]]);
    expect((SURVEY.view(surveyed().state, { kind: 'units', unitIds: ['lead'] }) as typeof own).places).toHaveLength(2);
  });

  it('moves whole with the unit that makes it; both names stay', () => {
    const unit = (unitId: string) => ({ unitId, personId: null });
    const moved = surveyed().and('2026-01-09', OFFICE, { type: 'handOver', handOverId: 'h1', from: unit('lead'), to: unit('second'), reason: '机构改革', basis: null });
    expect(moved.state).toMatchObject({ surveyorUnitId: 'second', former: [{ unitId: 'lead', personId: null }] });
    expect(moved.when('2026-01-12', SURVEYOR, report('p2')).rejected).toBe('not-the-assignee');
    expect(moved.when('2026-01-12', of('second', 1), report('p2')).rejected).toBeNull();
  });

  it.each<[string, () => Course<SurveyState, SurveyCommand>, ReturnType<typeof of>, SurveyCommand, string]>([
    ['reported on by another unit', opened, of('second', 1), report('p1'), 'not-the-assignee'],
    ['reported on by the office for it', opened, OFFICE, report('p1'), 'not-the-assignee'],
    ['reported on twice', surveyed, SURVEYOR, report('p1'), 'place-settled'],
    ['reported on where nobody goes', complete, SURVEYOR, report('p2'), 'place-settled'],
    ['reported on a place that is not its', opened, SURVEYOR, report('p9'), 'not-found'],
    ['reported on a day to come', opened, SURVEYOR, report('p1', { day: '2026-01-08' }), 'date-invalid'],
    ['reported on before it began', opened, SURVEYOR, report('p1', { day: '2026-01-04' }), 'date-invalid'],
    ['reported on with nothing said', opened, SURVEYOR, report('p1', { text: ' ' }), 'nothing-substantial'],
    ['given a stock without its day', opened, SURVEYOR, report('p1', { figures: [aFigure({ asOf: null })] }), 'stock-without-day'],
    ['given a figure of a day to come', opened, SURVEYOR, report('p1', { figures: [aFigure({ asOf: '2026-12-31' })] }), 'date-invalid'],
    ['given a figure of nothing', opened, SURVEYOR, report('p1', { figures: [aFigure({ unit: ' ' })] }), 'nothing-substantial'],
    ['given a figure that is none', opened, SURVEYOR, report('p1', { figures: [aFigure({ value: -1 })] }), 'value-invalid'],
    ['corrected by a stranger', surveyed, of('second', 1), { type: 'correctFigure', figureId: 'f1', value: 1, asOf: '2025-12-31', reason: '有误' }, 'not-the-assignee'],
    ['corrected without a reason', surveyed, SURVEYOR, { type: 'correctFigure', figureId: 'f1', value: 1, asOf: '2025-12-31', reason: '' }, 'reason-missing'],
    ['concluded with a place open', surveyed, OFFICE, { type: 'conclude', text: '报告' }, 'places-open'],
    ['concluded by who surveys', complete, SURVEYOR, { type: 'conclude', text: '报告' }, 'not-the-office'],
    ['left a place out without a reason', opened, OFFICE, { type: 'leaveOutPlace', placeId: 'p1', reason: '' }, 'reason-missing'],
    ['called off by who surveys', opened, SURVEYOR, { type: 'callOff', reason: '合并' }, 'not-the-office'],
  ])('is not %s', (_, course, actor, command, code) => {
    expect(course().when('2026-01-07', actor, command).rejected).toBe(code);
  });

  it.each<[string, Partial<Of<'openSurvey'>>]>([
    ['places', { places: [] }], ['known units', { places: [{ name: '松州市', unitId: 'nobody' }] }], ['a surveyor', { surveyorUnitId: 'nobody' }], ['places of different names', { places: [{ name: '松州市', unitId: null }, { name: ' 松州市', unitId: null }] }],
    ['days in order', { from: '2026-01-20', until: '2026-01-10' }], ['a last day that is still to come', { from: '2025-12-01', until: '2026-01-04' }], ['a purpose', { text: '' }],
  ])('is not opened without %s', (_, change) => {
    expect(() => opened(change)).toThrow(/not opened/);
  });
});

function dutiesOf({ state, rules }: Course<SurveyState, SurveyCommand>): unknown[] {
  return SURVEY.duties(state, rules.spans.at(-1)!, rules.roster).map((d) => [d.kind, d.owedBy.unitId, d.day, d.subject]);
}
