import type { Schemas } from '../../../api/client';
import type { Typed } from './typed';

export type Round = Schemas['ReportingRoundView'];
export type FormLine = Schemas['FormLineBody'];
export type { Typed, TypedLine } from './typed';

/** What was saved, as it is typed. */
export function typedOf(lines: readonly FormLine[]): Typed {
  return Object.fromEntries(
    lines.map(({ id, entry, percent, targets }) => [
      id,
      {
        text: entry?.text ?? '',
        percent: entry?.percent ?? percent,
        values: Object.fromEntries(targets.map(({ targetId }) => [targetId, entry?.values.find((v) => v.targetId === targetId)?.value ?? null])),
        noProgress: (entry?.noProgressReason ?? null) !== null,
        noProgressReason: entry?.noProgressReason ?? '',
        evidenceIds: entry?.evidenceIds ?? [],
      },
    ]),
  );
}

/** The lines that something was typed in or taken out of, as the API takes them. Figures are of the present day. */
export function entriesOf(lines: readonly FormLine[], typed: Typed, today: string): Schemas['FormEntryDto'][] {
  return lines.flatMap((line) => {
    const { text = '', percent = null, values = {}, noProgress = false, noProgressReason = '', evidenceIds = [] } = typed[line.id] ?? {};
    const figures = Object.entries(values).flatMap(([targetId, value]) => (value === null || value === undefined ? [] : [{ targetId, value, asOf: today }]));
    if (text.trim() === '' && !noProgress && figures.length === 0 && evidenceIds.length === 0 && line.entry === null) return [];
    return [{ lineId: line.id, stepId: line.entry?.stepId ?? line.steps[0]?.stepId ?? null, text, percent, values: figures, noProgressReason: noProgress ? noProgressReason : null, evidenceIds }];
  });
}

/** Of what was typed, these lines. */
export function linesOf(typed: Typed, ids: ReadonlySet<string>): Typed {
  return Object.fromEntries(Object.entries(typed).filter(([id]) => ids.has(id)));
}
