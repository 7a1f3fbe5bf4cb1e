import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#libs/platform/project-root';
import type { Draft } from '#libs/supervision/plan/draft';
import type { ReviewedPlan } from '#libs/supervision/plan-review/plan-review';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import type { NewUnit } from '#libs/supervision/roster/register-units';
import type { HttpClient } from '../support/http-client';
import { until } from '../support/until';
import { RunningSystem, type SystemOptions, type TestAccount } from '../support/running-system';

export const OFFICE = '市匠才办';
export const HR = '市人力资源和社会保障局';
export const EDUCATION = '市教育局';
export const UNION = '市总工会';
export const WATCH = '市委督查室';
export const CONFERENCE = '市联席会议';

/** Some are registered before the first paper comes, others only the paper names. */
const UNITS: NewUnit[] = [
  { name: OFFICE, staffed: true },
  { name: HR, aliases: ['市人社局'], staffed: true },
  { name: EDUCATION, staffed: true },
  { name: UNION, staffed: true },
  { name: WATCH, staffed: true },
  { name: CONFERENCE, staffed: true },
];

const ACCOUNTS: TestAccount[] = [
  { login: 'office', unit: OFFICE, roles: ['office'] },
  { login: 'signer', unit: OFFICE, roles: ['signer', 'leader'] },
  { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
  { login: 'hrhead', unit: HR, roles: ['sectionHead'] },
  { login: 'hrleader', unit: HR, roles: ['unitLeader'] },
  { login: 'education', unit: EDUCATION, roles: ['handler', 'liaison'] },
  { login: 'union', unit: UNION, roles: ['handler', 'liaison'] },
  { login: 'watch', unit: WATCH, roles: ['supervisor', 'handler'] },
  { login: 'sysadmin', unit: OFFICE, roles: ['systemAdmin'] },
  { login: 'convenor', unit: CONFERENCE, roles: ['convenor'] },
];

/** A city with its units and people, on the running system. */
export function aCity(more: Partial<SystemOptions> = {}): Promise<RunningSystem> {
  return RunningSystem.start({ now: '2031-03-03T01:00:00.000Z', units: UNITS, accounts: ACCOUNTS, ...more });
}

export type PlanFile = 'points-plan.txt' | 'table-plan.txt';

export function planFile(name: PlanFile): Buffer {
  return readFileSync(join(projectRoot(), 'libs', 'documents', 'test-data', name));
}

export interface PlanReply {
  plan: PlanState & { openDecisions: number; openBlocking: number };
  position: string;
  replayed: boolean;
}

export function importFile(by: HttpClient, bytes: Uint8Array, fileName: string, query: Record<string, string> = {}): Promise<PlanReply> {
  return by.post<PlanReply>('/plans/import', undefined, { raw: bytes, query: { again: 'true', fileName, ...query }, headers: { 'content-type': 'application/octet-stream' } });
}

export function dryRun(by: HttpClient, bytes: Uint8Array, fileName: string): Promise<Draft> {
  return by.post<Draft>('/plans/import', undefined, { raw: bytes, query: { fileName, dryRun: true }, headers: { 'content-type': 'application/octet-stream' } });
}

/** Takes a draft through its open questions with bulk decisions, as an office would, and issues it. */
export async function settleAndIssue(office: HttpClient, planId: string): Promise<PlanReply> {
  await office.post(`/plans/${planId}/settle-all`, { kind: 'role-unmarked', optionId: 'first-leads', preview: false });
  await office.post(`/plans/${planId}/settle-all`, { kind: 'unit-unresolved', optionId: 'register', preview: false });
  return office.post<PlanReply>(`/plans/${planId}/issue`);
}

/** Brings a paper of the year 2031 in and issues it; once every item is in the ledger, the plan's id. */
export async function issuedPaper(office: HttpClient, paper: string, items: number): Promise<string> {
  const { plan } = await importFile(office, Buffer.from(paper), 'plan.csv');
  await office.post(`/plans/${plan.id}/period`, { from: '2031-01-01', to: '2031-12-31' });
  await settleAndIssue(office, plan.id);
  await until('the ledger', async () => (await office.get<{ total: number }>('/ledger', { planId: plan.id })).total === items);
  return plan.id;
}

/** A review of plans as it is read. */
export interface ReviewReply {
  proceeding: { id: string; status: string; overdue: boolean; planId: string; closed: { how: string } | null; content: { plans: (ReviewedPlan & { late: boolean })[] }; duties: { id: string; kind: string; day: string; overdue: boolean; owedBy: { unitId: string } }[] };
  position: string;
}

/** Sends drafts up (报审), to the next office above. */
export function sendUp(by: HttpClient, planIds: string[], title = '承接计划报审'): Promise<ReviewReply> {
  return by.post<ReviewReply>('/plan-reviews', { planIds, title, text: '现将承接计划报上，请审核' });
}

/** The office above approves every plan of a review. */
export function approveAll(above: HttpClient, { proceeding }: ReviewReply): Promise<ReviewReply> {
  const rulings = proceeding.content.plans.map(({ planId, draftVersion }) => ({ planId, draftVersion, how: 'approve' }));
  return above.post<ReviewReply>(`/plan-reviews/${proceeding.id}/rule`, { rulings });
}

/** Sends a draft up, has it approved, and issues it. */
export async function approvedAndIssued(by: HttpClient, above: HttpClient, planId: string): Promise<PlanReply> {
  await approveAll(above, await sendUp(by, [planId]));
  return by.post<PlanReply>(`/plans/${planId}/issue`);
}
