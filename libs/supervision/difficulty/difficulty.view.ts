import { openSteps, unitsOfStep } from '../proceeding/followed-step';
import { isLate } from '../proceeding/followed-step.duties';
import type { ProceedingSummary } from '../proceeding/proceeding';
import type { DifficultyState } from './difficulty.events';

function status(state: DifficultyState): string {
  if (state.closed) return state.closed.how;
  if (state.conference) return 'atConference';
  return openSteps(state.steps).length > 0 ? 'coordinated' : 'raised';
}

/** A text that others may read: who had the difficulty is taken out of it, by whichever name. The longest first, since one may be part of another. */
function withoutNames(text: string, names: readonly string[]): string {
  const telling = names.filter((name) => name.trim().length >= 2).sort((a, b) => b.length - a.length);
  return telling.reduce((left, name) => left.split(name).join('某单位'), text);
}

/** Facts `caseTitle` and `caseSolution` are there for shared cases alone, and name nobody. */
export function summaryOfDifficulty(state: DifficultyState): ProceedingSummary {
  const shown = state.closed?.how === 'solved' && state.shared && state.solution !== null;
  const steps = Object.values(state.steps);
  return {
    status: status(state),
    unitIds: [...new Set([state.officeUnitId, state.ofUnitId, state.raisedBy.unitId, ...steps.filter((s) => s.status !== 'dropped').flatMap(unitsOfStep)].filter((u): u is string => u !== null))],
    facts: {
      category: state.category,
      sourceKind: state.source.kind,
      sourceRef: state.source.ref,
      ofName: state.ofName,
      meetingId: state.conference?.meetingId ?? state.decisions.at(-1)?.meetingId ?? null,
      steps: steps.length,
      lateSteps: steps.filter((s) => isLate(s, state)).length,
      solution: state.solution,
      caseTitle: shown ? withoutNames(state.title, state.names) : null,
      caseSolution: shown ? withoutNames(state.solution ?? '', state.names) : null,
    },
    about: state.source.kind === 'item' && state.source.ref !== null ? [`item/${state.source.ref}`] : [],
    text: [state.title, state.text, state.category ?? '', state.ofName ?? '', state.solution ?? ''].join(' '),
  };
}

export function viewOfDifficulty({ text, category, source, ofUnitId, ofName, raisedBy, steps, conference, decisions, solution, shared, ...state }: DifficultyState) {
  return { text, category, source, ofUnitId, ofName, raisedBy, steps: Object.values(steps).map((s) => ({ ...s, late: isLate(s, state) })), conference, decisions, solution, shared };
}
