import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NewUnit } from '#libs/supervision/roster/register-units';
import { createIdentity } from '#libs/identity/create-identity';
import { ROLE_LABELS, type Role } from '#libs/identity/roles';
import type { Actor } from '#libs/supervision/actor';
import { settleInBulk } from '#libs/supervision/plan/plan.decide';
import { unitsNamed, type Roster } from '#libs/supervision/roster/roster';
import { dayOf } from '#libs/supervision/time/day';
import { CommandFailed, withContext, type Context } from '../context';
import { samplePlan } from './sample.plan';

const OFFICE = '市产改办';
const HOUSE = '市总工会';
const CONFERENCE = '市产改联席会议';
/** Verifies where office and unit share a roof: the office sits in the trade unions' house. */
const OTHER_VERIFIER = '市委组织部';
const BY: Actor = { kind: 'system', name: 'sample' };

interface SampleAccount {
  login: string;
  name: string;
  unit: string;
  roles: Role[];
}

const ACCOUNTS: SampleAccount[] = [
  { login: 'office', name: '产改办 · 周', unit: OFFICE, roles: ['office'] },
  { login: 'signer', name: '产改办主任 · 吴', unit: OFFICE, roles: ['signer', 'leader'] },
  { login: 'union', name: '总工会经办 · 郑', unit: HOUSE, roles: ['handler', 'liaison'] },
  { login: 'unionhead', name: '总工会科长 · 王', unit: HOUSE, roles: ['sectionHead'] },
  { login: 'hr', name: '人社局经办 · 冯', unit: '市人力资源和社会保障局', roles: ['handler', 'liaison'] },
  { login: 'organ', name: '组织部经办 · 陈', unit: OTHER_VERIFIER, roles: ['handler', 'liaison', 'supervisor'] },
  { login: 'convenor', name: '召集人 · 褚', unit: CONFERENCE, roles: ['convenor'] },
  { login: 'sysadmin', name: '系统管理员 · 卫', unit: OFFICE, roles: ['systemAdmin'] },
  { login: 'secadmin', name: '安全保密管理员 · 蒋', unit: OFFICE, roles: ['securityAdmin'] },
  { login: 'auditor', name: '安全审计员 · 沈', unit: OFFICE, roles: ['auditor'] },
  { login: 'operator', name: '运维 · 韩', unit: OFFICE, roles: ['operator'] },
];

/** Loads units, accounts and a running plan, for people who want to look around. Never into a log that has a plan. */
export async function sampleCommand(options: { ifEmpty?: boolean }): Promise<void> {
  await withContext('acts', async (context) => {
    const { rows } = await context.pool.query(`select 1 from log.streams where stream like 'plan/%' limit 1`);
    const { accounts } = createIdentity(context.pool);
    if (rows.length > 0 || (await accounts.hasAny())) {
      if (options.ifEmpty) return;
      throw new CommandFailed('数据库不是空的，示例数据未载入', 'The database is not empty: the sample was not loaded');
    }
    const draft = await samplePlan(dayOf(context.clock.now()));
    const roster = await register(context, [...new Set(draft.items.flatMap((i) => [...i.leads, ...i.participants, ...i.units]))].filter((n) => !n.includes('成员单位')));
    await signUp(context, roster);
    await issue(context, roster, draft);
  });
}

/** In the demonstration somebody simulated is registered everywhere, so that notices reach every unit. */
async function register({ roster, references, configuration }: Context, names: string[]): Promise<Roster> {
  const units: NewUnit[] = [
    { name: HOUSE, unitClass: 'massOrganisation', staffed: true },
    { name: OFFICE, unitClass: 'office', housedIn: HOUSE, staffed: true },
    { name: CONFERENCE, staffed: true },
    ...names.filter((n) => n !== HOUSE).map((name) => ({ name, staffed: configuration.demo || ACCOUNTS.some((a) => a.unit === name) })),
  ];
  const registered = await roster.register(units, BY, { scope: 'sample', commandId: 'sample/units' });
  if (registered.kind !== 'accepted') throw new Error(`units were not registered: ${registered.kind}`);
  const members = Object.values(registered.state.units).filter((u) => u.name !== CONFERENCE && u.name !== OFFICE).map((u) => u.id);
  await roster.group('市协调小组其他成员单位', members, BY, { scope: 'sample', commandId: 'sample/group' });
  references.expire();
  return (await references.roster()).state ?? registered.state;
}

function unitId(roster: Roster, name: string): string {
  const id = unitsNamed(roster, name)[0]?.id;
  if (id === undefined) throw new Error(`the sample lacks the unit ${name}`);
  return id;
}

/** Accounts with one password of this installation, kept where only its owner reads it. */
async function signUp({ pool, configuration }: Context, roster: Roster): Promise<void> {
  const { accounts } = createIdentity(pool);
  const password = `sample-${randomBytes(6).toString('base64url')}`;
  for (const a of ACCOUNTS) {
    const created = await accounts.create({ login: a.login, displayName: a.name, password, mustChangePassword: false, personId: `p-sample-${a.login}` }, 'p-setup');
    if (created.kind !== 'created') throw new Error(`the sample account ${a.login} was not created: ${JSON.stringify(created)}`);
    for (const role of a.roles) {
      const granted = await accounts.grant({ personId: created.personId, role, unitId: unitId(roster, a.unit) }, 'p-setup');
      if (granted.kind !== 'granted') throw new Error(`the sample account ${a.login} did not get ${role}: ${JSON.stringify(granted)}`);
    }
  }
  const lines = [`密码 password (all): ${password}`, ...ACCOUNTS.map((a) => `${a.login.padEnd(10)} ${a.unit}  ${a.roles.map((r) => ROLE_LABELS[r].zh).join('、')}`)];
  await mkdir(configuration.dataFolder, { recursive: true });
  await writeFile(join(configuration.dataFolder, 'sample-accounts.txt'), `${lines.join('\n')}\n`, { mode: 0o600 });
}

async function issue({ plans, clock }: Context, roster: Roster, draft: Awaited<ReturnType<typeof samplePlan>>): Promise<void> {
  const planId = 'sample';
  const source = { name: 'sample.csv', sha256: '', format: 'csv' };
  const office = unitId(roster, OFFICE);
  const drafted = await plans.draft({ planId, draft: { ...draft, decisions: [] }, officeUnitId: office, supervisingUnitId: null, conferenceUnitId: unitId(roster, CONFERENCE), source }, BY, { scope: 'sample', commandId: 'sample/draft' });
  if (drafted.kind !== 'accepted') throw new Error(`the sample was not drafted: ${drafted.kind}`);
  const arranged = { unitId: unitId(roster, OTHER_VERIFIER), standing: null };
  await plans.decide(planId, () => [{ type: 'VerificationArranged', data: { otherVerification: arranged } }], BY, { scope: 'sample', commandId: 'sample/verification' }, arranged);
  // A sample loaded late in the year has days that are past: so it would be with a plan that is brought in then.
  const today = dayOf(clock.now());
  await plans.decide(planId, (plan) => settleInBulk(plan, 'deadline-past', 'keep', { roster, today }), BY, { scope: 'sample', commandId: 'sample/late' }, { today });
  const issued = await plans.issue(planId, BY, { scope: 'sample', commandId: 'sample/issue' });
  if (issued.kind !== 'accepted') throw new Error(`the sample was not issued: ${JSON.stringify(issued)}`);
  console.log(`示例计划已下发：${issued.state.items.length} 项 / the sample plan is issued: ${issued.state.items.length} items`);
}
