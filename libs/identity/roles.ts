/**
 * What a person may be in a unit. A role is held through a grant: person × role × unit, for a time, for every plan or one.
 *
 * | role | zh | does |
 * |---|---|---|
 * | office | 产改办 | owns plans: drafts, issues, follows, reports |
 * | handler | 经办人 | does the unit's work and reports it |
 * | liaison | 联络员 | receives what comes in, follows it inside the unit |
 * | sectionHead | 科室负责人 | first approval inside the unit |
 * | unitLeader | 分管领导 | second approval inside the unit |
 * | supervisor | 督办单位 | watches, accepts and rules where its unit supervises |
 * | inspector | 督查员 | inspects |
 * | teamLeader | 督查组组长 | leads an inspection |
 * | evaluator | 核验 | verifies scores |
 * | signer | 签发人、会签 | signs the office's papers, co-signs |
 * | approver | 审定 | approves in the end, for the leading body |
 * | leader | 领导 | reads the whole level, instructs, decides |
 * | convenor | 召集人 | as a leader, for the joint conference |
 * | systemAdmin | 系统管理员 | units and accounts, no roles and no contents |
 * | securityAdmin | 安全保密管理员 | grants roles, no accounts and no contents |
 * | auditor | 安全审计员 | reads the logs, no contents, no acts |
 * | operator | 运维 | runs the system: health, stuck items, reconciling |
 */
export const ROLES = [
  'office', 'handler', 'liaison', 'sectionHead', 'unitLeader', 'supervisor', 'inspector', 'teamLeader', 'evaluator', 'signer', 'approver',
  'leader', 'convenor', 'systemAdmin', 'securityAdmin', 'auditor', 'operator',
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_LABELS: Readonly<Record<Role, { zh: string; en: string }>> = {
  office: { zh: '产改办', en: 'Office' },
  handler: { zh: '经办人', en: 'Handler' },
  liaison: { zh: '联络员', en: 'Liaison' },
  sectionHead: { zh: '科室负责人', en: 'Section head' },
  unitLeader: { zh: '分管领导', en: 'Leader in charge' },
  supervisor: { zh: '督办单位', en: 'Supervising unit' },
  inspector: { zh: '督查员', en: 'Inspector' },
  teamLeader: { zh: '督查组组长', en: 'Inspection team leader' },
  evaluator: { zh: '核验人', en: 'Score verifier' },
  signer: { zh: '签发人', en: 'Signer' },
  approver: { zh: '审定人', en: 'Final approver' },
  leader: { zh: '领导', en: 'Leader' },
  convenor: { zh: '联席会议召集人', en: 'Convenor' },
  systemAdmin: { zh: '系统管理员', en: 'System administrator' },
  securityAdmin: { zh: '安全保密管理员', en: 'Security administrator' },
  auditor: { zh: '安全审计员', en: 'Security auditor' },
  operator: { zh: '运维人员', en: 'Operator' },
};

/** 三员: powers that no one person holds two of. */
export const ADMINISTRATORS = ['systemAdmin', 'securityAdmin', 'auditor'] as const satisfies readonly Role[];
export type AdministratorRole = (typeof ADMINISTRATORS)[number];

/** Roles that see or do the business itself. */
export type BusinessRole = Exclude<Role, AdministratorRole | 'operator'>;

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

export function isAdministrator(role: Role): role is AdministratorRole {
  return (ADMINISTRATORS as readonly Role[]).includes(role);
}

export function isBusinessRole(role: Role): role is BusinessRole {
  return role !== 'operator' && !isAdministrator(role);
}

export const BUSINESS_ROLES: readonly BusinessRole[] = ROLES.filter(isBusinessRole);
/** Those who do a unit's own work (承办). */
export const UNIT_STAFF = ['handler', 'liaison', 'sectionHead', 'unitLeader'] as const satisfies readonly Role[];

/**
 * Roles that a grant may limit to one plan: those over a plan. Unit staff works for its unit whatever plan the work comes from;
 * administrators and operators have no plan at all.
 */
export function mayBeLimitedToPlan(role: Role): boolean {
  return isBusinessRole(role) && !(UNIT_STAFF as readonly Role[]).includes(role);
}
