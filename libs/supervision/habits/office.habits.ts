import { stepsOf } from '../item/item.light';
import { rulerOf, verifierOf } from '../item/item.verifier';
import type { ItemState } from '../item/item.types';
import { endOfDay, type Instant } from '../time/day';
import { somebody, type Intention, type Outlook } from './intention';

/** 审核: within days, one first attempt in eight is returned, and some verifiers are slow themselves. */
function verifies({ state, calendar, rules, chance }: Outlook): Intention[] {
  return Object.values(state.steps).flatMap((step) => {
    const a = state.assignments[step.assignmentId];
    const pending = step.submissions.at(-1);
    if (step.status !== 'submitted' || !a || !pending) return [];
    const verifier = verifierOf(state, a, rules.roster);
    if (verifier === null) return [];
    const key = [state.id, step.id, step.handIns] as const;
    const days = chance.roll(...key, 'slow') < 0.08 ? chance.between(6, 9, ...key) : chance.between(1, 4, ...key);
    const returned = step.attempt === 1 && chance.roll(...key, 'return') < 0.13;
    const command = returned ? ({ type: 'return', stepId: step.id, reason: '缺少佐证材料，请补正' } as const) : ({ type: 'verify', stepId: step.id } as const);
    return [{ at: chance.moment(calendar, pending.pendingSince, days, ...key), id: `${command.type}/${step.id}/${step.handIns}`, command, actor: somebody(verifier, 'verifier') }];
  });
}

/** 签发: after a day or two, seldom past the days that signing itself has. */
function signs({ state, calendar, chance }: Outlook): Intention[] {
  return Object.values(state.papers).flatMap((p) => {
    if (p.status !== 'drafted') return [];
    const days = chance.roll(state.id, p.id, 'slow') < 0.08 ? 4 : chance.between(1, 2, state.id, p.id);
    return [{ at: chance.moment(calendar, p.draftedAt, days, state.id, p.id), id: `sign/${p.id}`, command: { type: 'signPaper', paperId: p.id } as const, actor: somebody(state.officeUnitId, 'signer') }];
  });
}

/** 裁定: six in ten are granted. */
function ruleOn({ state, calendar, rules, chance }: Outlook): Intention[] {
  return Object.values(state.requests).flatMap((r) => {
    if (r.status !== 'open') return [];
    const grant = r.kind === 'extension' && chance.roll(state.id, r.id, 'grant') < 0.6;
    const command = { type: 'rule', requestId: r.id, grant, reason: grant ? '情况属实，同意延期一次' : '理由不充分，请按期办理', day: null, toUnitId: null, newAssignmentId: `${r.assignmentId}x` } as const;
    return [{ at: chance.moment(calendar, r.at, chance.between(1, 3, state.id, r.id), state.id, r.id), id: `rule/${r.id}`, command, actor: somebody(rulerOf(state, r.unitId, rules.roster), 'ruler') }];
  });
}

/** 催办: the office urges half of those that have turned red, once. */
function urges({ state, calendar, chance }: Outlook): Intention[] {
  return Object.values(state.assignments).flatMap((a) => {
    if (a.status !== 'active' || a.lastUrgedAt !== null) return [];
    const red = stepsOf(state, a.id).find((s) => s.status === 'open' && s.marks.red !== null)?.marks.red;
    if (!red || chance.roll(state.id, a.id, 'urge') > 0.5) return [];
    return [{ at: chance.moment(calendar, red, chance.between(2, 5, state.id, a.id), state.id, a.id), id: `urge/${a.id}`, command: { type: 'urge', assignmentId: a.id, text: '请抓紧办理，并于三个工作日内反馈进展' } as const, actor: somebody(state.officeUnitId) }];
  });
}

/** Targets that were not met are waived with a reason; what is open when the year is over is closed as 未完成. */
function concludes({ state, calendar, chance }: Outlook): Intention[] {
  const office = somebody(state.officeUnitId, 'head');
  const intentions: Intention[] = [];
  if (state.outcomeFrom !== null) {
    const at = chance.moment(calendar, state.outcomeFrom, chance.between(1, 4, state.id), state.id, 'outcome');
    for (const t of state.targets) {
      if (state.waivedTargets[t.id] === undefined) intentions.push({ at, id: `waive/${t.id}`, command: { type: 'waiveTarget', targetId: t.id, reason: '客观条件变化，经研究予以核减' }, actor: office });
    }
  }
  const over: Instant = endOfDay(state.period.to);
  const closing = chance.moment(calendar, over, chance.between(2, 8, state.id), state.id, 'close');
  intentions.push({ at: closing, id: 'close', command: { type: 'closeUnfulfilled', reason: '年度结束时尚未完成' }, actor: office });
  return intentions;
}

/** What the office and those who verify, sign and rule mean to do next with the item. */
export function officeIntends(o: Outlook): Intention[] {
  if (o.state.closed) return ruleOn(o);
  return [...verifies(o), ...signs(o), ...ruleOn(o), ...urges(o), ...concludes(o)];
}

/** Whether anybody will still have to do with the item. */
export function isOver(state: ItemState): boolean {
  return state.closed !== null && !Object.values(state.requests).some((r) => r.status === 'open');
}
