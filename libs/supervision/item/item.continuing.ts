import type { NewStep } from './item.events';
import type { Step } from './item.types';

/** What an assignment takes up of a step of another, but for its days. What does a judged step anew goes on doing so, whoever has it. */
export function continuing(step: Step, assignmentId: string, id: string): NewStep {
  const { title, period, basis, evidenceRequired, asks, redoes } = step;
  return { id, assignmentId, title, period, basis, evidenceRequired, ...(asks === undefined ? {} : { asks }), continues: step.id, ...(redoes === undefined ? {} : { redoes }) };
}
