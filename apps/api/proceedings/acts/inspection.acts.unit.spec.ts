import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { identity } from '#libs/identity/testing/fixtures';
import { INSPECTION } from '#libs/supervision/inspection/inspection';
import { viewProceeding } from '#libs/supervision/proceeding/proceeding.view';
import type { ProceedingSight } from '#libs/supervision/proceeding/proceeding';
import { refusalsIn } from '#libs/supervision/proceeding/proceeding.decide';
import { INSPECTOR, LEAD, LEADER, opened, rectifying, REPLY, underWay, type Inspecting } from '#libs/supervision/testing/inspections';
import { conceive } from './conceive';
import type { Conceived } from './conceived';

const ALL: ProceedingSight = { kind: 'all' };
const unit = (...unitIds: string[]): ProceedingSight => ({ kind: 'units', unitIds });

function conceivedIn({ state, rules }: Inspecting, sight: ProceedingSight = ALL): Conceived[] {
  const view = viewProceeding(INSPECTION, state, rules, state.lastAt, sight);
  return conceive(view, state, identity(['office']));
}
const names = (those: readonly Conceived[]): Set<string> => new Set(those.map(({ act }) => act));

/** What the domain itself would say, the policy left aside. */
function refusals(course: Inspecting, actor: typeof LEAD): Record<string, string | null> {
  const refuses = refusalsIn(INSPECTION, course.state, { now: course.state.lastAt, rules: course.rules });
  return Object.fromEntries(conceivedIn(course).map(({ act, command }) => [act, refuses(command as never, actor)?.code ?? null]));
}

describe('what could be asked of an inspection', () => {
  it('follows where it stands: approval, notice, visits and findings, the reply to one', () => {
    expect(names(conceivedIn(opened()))).toContain('approveInspection');
    const working = names(conceivedIn(underWay()));
    expect(working).not.toContain('approveInspection');
    expect(working).not.toContain('giveInspectionNotice');
    expect([...working]).toEqual(expect.arrayContaining(['recordFinding', 'answerInspectionChecklist', 'planInspectionVisit', 'reportInspection']));
    const asked = names(conceivedIn(rectifying()));
    expect(asked).toContain('replyRectification');
    expect(asked).not.toContain('strikeOffFinding');
    const replied = names(conceivedIn(rectifying().and('2026-01-20', LEAD, REPLY)));
    expect([...replied]).toEqual(expect.arrayContaining(['strikeOffFinding', 'returnRectification', 'escalateRectification']));
    expect(replied).not.toContain('replyRectification');
  });

  it('tells a unit nothing of findings that it does not see', () => {
    const told = conceivedIn(underWay().and('2026-01-12', INSPECTOR, { type: 'recordFinding', unitId: 'lead', itemId: null, question: null, category: null, text: '台账不全', severity: 'minor', basis: '要点', evidenceIds: [], demand: '补齐', workingDays: 5, earlier: null }), unit('lead'));
    expect(told.filter(({ about }) => about === 'finding' || about === 'paper')).toEqual([]);
    expect(conceivedIn(rectifying(), unit('lead')).filter(({ about }) => about === 'finding').map(({ act, subject }) => [act, subject])).toEqual(expect.arrayContaining([['replyRectification', 'f1'], ['objectToFinding', 'f1']]));
    expect(conceivedIn(rectifying(), unit('second')).filter(({ about }) => about === 'finding')).toEqual([]);
  });

  it('is judged dry by the domain: the unit replies, the team does not; the team accepts, the unit does not', () => {
    expect(refusals(rectifying(), LEAD)).toMatchObject({ replyRectification: null, recordFinding: 'not-the-team', reportInspection: expect.any(String) });
    const replied = rectifying().and('2026-01-20', LEAD, REPLY);
    expect(refusals(replied, LEADER)).toMatchObject({ strikeOffFinding: null, returnRectification: null });
    expect(refusals(replied, LEAD)).toMatchObject({ strikeOffFinding: 'not-the-team' });
    expect(refusals(underWay(), LEADER)).toMatchObject({ planInspectionVisit: null, recordFinding: null, answerInspectionChecklist: null });
  });

  it('is judged on what was due once for all acts, however many there are', () => {
    const course = rectifying();
    let looked = 0;
    const kind = { ...INSPECTION, duties: (...of: Parameters<typeof INSPECTION.duties>) => ((looked += 1), INSPECTION.duties(...of)) };
    const refuses = refusalsIn(kind, course.state, { now: course.state.lastAt, rules: course.rules });
    const before = looked;
    const answers = conceivedIn(course).map(({ command }) => refuses(command as never, LEADER)?.code ?? null);
    expect([looked - before, before > 0]).toEqual([0, true]);
    expect(new Set(answers).size).toBeGreaterThan(2);
  });

  it('names operations and addresses that the document has', () => {
    const { paths } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'openapi.generated.json'), 'utf8')) as { paths: Record<string, { post?: { operationId: string } }> };
    const known = Object.entries(paths).flatMap(([path, { post }]) => (post ? [[post.operationId, new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`)] as const] : []));
    const of = new Map(known);
    const replied = rectifying().and('2026-01-20', LEAD, REPLY);
    for (const course of [opened(), underWay(), rectifying(), replied]) for (const { act, path } of conceivedIn(course)) expect([act, of.get(act)?.test(path)]).toEqual([act, true]);
  });
});
