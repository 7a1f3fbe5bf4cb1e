/** An item to work on: its assignments in order, each with the token of somebody in its unit. */
export interface WorkItem {
  readonly itemId: string;
  readonly tokens: readonly string[];
}

export const SCENARIOS = ['complete-a-step', 'report-progress', 'mixed'] as const;
export type Scenario = (typeof SCENARIOS)[number];

export interface Step {
  readonly kind: 'receive' | 'report' | 'submit' | 'verify';
  readonly path: string;
  readonly token: string;
  readonly body: string;
}

const REPORTS = 12;

/**
 * What is sent for an item, in order. Complete-a-step: each unit receives its assignment, submits its step, and the office
 * accepts it, which closes the item with the last one. Report-progress: one unit receives and reports again and again.
 */
export function* stepsOf(scenario: Scenario, { itemId, tokens }: WorkItem, officeToken: string): Generator<Step> {
  const step = (kind: Step['kind'], token: string, body: object): Step => ({ kind, path: `/items/${itemId}/${kind}`, token, body: JSON.stringify(body) });
  const report = (n: number, token: string, i: number): Step => step('report', token, { assignmentId: `a${i}`, stepId: null, text: `第 ${n} 次进展：举办培训 3 场，累计 24,800 人次`, percent: null, values: [], noProgressReason: null });
  for (const [index, token] of tokens.entries()) {
    const i = index + 1;
    yield step('receive', token, { assignmentId: `a${i}` });
    if (scenario === 'report-progress') {
      for (let n = 1; n <= REPORTS; n++) yield report(n, token, i);
      return;
    }
    if (scenario === 'mixed') yield report(1, token, i);
    yield step('submit', token, { stepId: `a${i}-1`, text: '培训任务已完成，名册附后', evidenceIds: [] });
    yield step('verify', officeToken, { stepId: `a${i}-1` });
  }
}
