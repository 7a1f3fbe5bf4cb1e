import { continueAsNew } from '@temporalio/workflow';
import { supervise } from './supervise';

// One workflow for each kind of proceeding, so that Temporal's own interface tells them apart; its argument is the proceeding's id.

export async function superviseDifficulty(id: string): Promise<void> {
  await supervise(`difficulty/${id}`, () => continueAsNew<typeof superviseDifficulty>(id));
}

export async function superviseReportingRound(id: string): Promise<void> {
  await supervise(`reporting-round/${id}`, () => continueAsNew<typeof superviseReportingRound>(id));
}

export async function superviseEvaluation(id: string): Promise<void> {
  await supervise(`evaluation/${id}`, () => continueAsNew<typeof superviseEvaluation>(id));
}

export async function superviseInstruction(id: string): Promise<void> {
  await supervise(`instruction/${id}`, () => continueAsNew<typeof superviseInstruction>(id));
}

export async function superviseMeeting(id: string): Promise<void> {
  await supervise(`meeting/${id}`, () => continueAsNew<typeof superviseMeeting>(id));
}

export async function supervisePlanReview(id: string): Promise<void> {
  await supervise(`plan-review/${id}`, () => continueAsNew<typeof supervisePlanReview>(id));
}

export async function superviseReformUnit(id: string): Promise<void> {
  await supervise(`reform-unit/${id}`, () => continueAsNew<typeof superviseReformUnit>(id));
}

export async function superviseSurvey(id: string): Promise<void> {
  await supervise(`survey/${id}`, () => continueAsNew<typeof superviseSurvey>(id));
}

export async function superviseInspection(id: string): Promise<void> {
  await supervise(`inspection/${id}`, () => continueAsNew<typeof superviseInspection>(id));
}

export async function superviseProgramme(id: string): Promise<void> {
  await supervise(`programme/${id}`, () => continueAsNew<typeof superviseProgramme>(id));
}
