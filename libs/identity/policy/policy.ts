import type { Identity } from '../identity';
import { BUSINESS_ROLES, ROLES, UNIT_STAFF, type Role } from '../roles';
import { LISTING_ACTS, type Act } from './acts';

/**
 * One way in which an act is allowed: these roles, standing so to what is acted on.
 * - `anywhere`: the role is enough.
 * - `ownUnit`: the unit whose act it is, is the unit acted for.
 * - `ownPlan`: the unit acted for is the plan's office.
 * - `supervised`: the unit acted for supervises the plan.
 * - `onBehalf`: recorded by the plan's office for a unit that told it (代录), and declared so.
 */
export interface Ground {
  readonly standing: 'anywhere' | 'ownUnit' | 'ownPlan' | 'supervised' | 'onBehalf';
  readonly roles: readonly Role[];
}

const anywhere = (...roles: readonly Role[]): Ground => ({ standing: 'anywhere', roles });
const ownUnit = (...roles: readonly Role[]): Ground => ({ standing: 'ownUnit', roles });

const STAFF = ownUnit(...UNIT_STAFF);
const OFFICE: Ground = { standing: 'ownPlan', roles: ['office'] };
const SUPERVISOR: Ground = { standing: 'supervised', roles: ['supervisor'] };
const VERIFIER = ownUnit('handler', 'sectionHead', 'unitLeader', 'supervisor');
const OFFICE_ON_BEHALF: Ground = { standing: 'onBehalf', roles: ['office'] };
const BUSINESS = anywhere(...BUSINESS_ROLES);
const EVERYBODY = anywhere(...ROLES);

/**
 * The only place that says who may do what, by role; the domain decides the relation to the item once more (assignee, verifier,
 * one roof) from the log. An act is allowed where one ground holds. Source: the tables "Who" and "Rules that hold always" of the
 * domain, and the navigation by role of the web interface.
 */
export const ACTS: Readonly<Record<Act, readonly Ground[]>> = {
  // The unit's own work. The office's own staff holds a staff role too where the office itself has work to do.
  receive: [STAFF, OFFICE_ON_BEHALF],
  report: [STAFF, OFFICE_ON_BEHALF],
  submit: [STAFF, OFFICE_ON_BEHALF],
  decline: [STAFF],
  // 责任到个人: said by those who direct the work, not by whom it falls on.
  namePerson: [ownUnit('liaison', 'sectionHead', 'unitLeader')],
  correctValue: [STAFF],
  attachEvidence: [STAFF],
  approve: [ownUnit('sectionHead', 'unitLeader')],
  sendBack: [ownUnit('sectionHead', 'unitLeader')],
  recall: [STAFF],
  addStep: [STAFF, OFFICE],
  requestExtension: [STAFF, OFFICE_ON_BEHALF],
  stateReason: [STAFF],
  object: [STAFF, OFFICE_ON_BEHALF],
  quantify: [STAFF, OFFICE],
  answerPaper: [STAFF, OFFICE_ON_BEHALF],
  readNotice: [BUSINESS],

  // Accepting: the office, the supervising unit, or the unit whose turn it is (the coordinator's for its participants' work, the
  // other unit where the usual verifier shares the roof); a liaison only passes on.
  verify: [OFFICE, SUPERVISOR, VERIFIER],
  return: [OFFICE, SUPERVISOR, VERIFIER],
  // A unit set up to verify in the office's place rules as 'supervisor'; its staff holds that role.
  rule: [OFFICE, anywhere('supervisor')],
  correct: [OFFICE, SUPERVISOR],

  // The office's course of an item.
  // Where the office's own house works on the item: the supervising unit, the other unit or the conference, as the domain says.
  transfer: [OFFICE, anywhere('supervisor', 'convenor')],
  suspend: [OFFICE, anywhere('supervisor', 'convenor')],
  resume: [OFFICE, anywhere('supervisor', 'convenor')],
  // 终止 needs a higher leader, whom the domain asks to stand apart from who works on it; the office proposes, it does not decide.
  withdraw: [anywhere('leader', 'convenor')],
  reopen: [OFFICE],
  urge: [OFFICE, SUPERVISOR],
  waiveTarget: [OFFICE],
  settleOverlap: [OFFICE],
  closeUnfulfilled: [OFFICE],
  carryOver: [OFFICE],
  amend: [OFFICE, anywhere('supervisor', 'convenor')],
  // 签发 binds the office: not by who drafted, but by a person who is its signer or its leader. A small office grants its
  // deputy head 'signer' beside 'office'. The domain asks that they act in the office's unit.
  signPaper: [anywhere('signer', 'leader')],
  voidPaper: [OFFICE, anywhere('signer', 'leader')],
  // The timer's command; no person has it.
  settle: [],

  'plan.import': [OFFICE],
  'plan.read': [BUSINESS],
  'plan.settle': [OFFICE],
  'plan.change': [OFFICE],
  'plan.issue': [OFFICE],
  'plan.amend': [OFFICE, anywhere('supervisor', 'convenor')],
  'plan.discard': [OFFICE],
  'plan.export': [OFFICE, SUPERVISOR, anywhere('leader', 'convenor')],
  // 撤回 of a whole plan: the office proposes, a higher leader rules, as for one item.
  'plan.proposeWithdrawal': [OFFICE],
  'plan.ruleWithdrawal': [anywhere('leader', 'convenor')],
  'plan.archive': [OFFICE],
  // 计划报审: a lower office sends; the office above, or its leader, rules. Which unit each is says the review.
  'planReview.send': [ownUnit('office')],
  'planReview.rule': [OFFICE, ownUnit('leader')],
  'planReview.ruleObjection': [OFFICE, anywhere('supervisor', 'leader', 'convenor')],
  // The administrators and the operator need names of units, which are no contents.
  'roster.read': [EVERYBODY],
  // Units are the system administrator's; groups, aliases and doubts of an import are the office's.
  'roster.change': [anywhere('systemAdmin', 'office')],
  // Names of colleagues are for who may name one: for work of their own unit, or across units for who sets up teams, signers and hand-overs.
  'people.read': [ownUnit(...BUSINESS_ROLES), anywhere('office', 'supervisor', 'teamLeader', 'leader', 'convenor', 'approver')],
  'policy.read': [BUSINESS],
  'policy.change': [anywhere('office')],
  'calendar.read': [EVERYBODY],
  'calendar.change': [anywhere('office')],

  // How much of it is shown: reading.ts.
  'item.read': [BUSINESS],
  'item.readLog': [BUSINESS, anywhere('auditor')],
  'ledger.read': [BUSINESS],
  'todo.read': [BUSINESS],
  'dashboard.read': [BUSINESS],
  'notice.read': [BUSINESS],
  'notice.release': [anywhere('office')],
  // A unit's own; the office and the system administrator keep those of units that do not do it themselves. Addresses are no contents.
  'mailbox.read': [STAFF, anywhere('office', 'systemAdmin')],
  'mailbox.change': [ownUnit('liaison', 'unitLeader'), anywhere('office', 'systemAdmin')],
  'evidence.read': [BUSINESS],
  // The office stores the scan of what it records on behalf; inspectors their findings' photographs. Who takes part in a proceeding says it itself.
  'evidence.write': [STAFF, OFFICE_ON_BEHALF, anywhere('office', 'supervisor', 'inspector', 'teamLeader', 'leader', 'convenor')],

  // 三员: one creates the account, another gives it its role, the third sees both in the log.
  // How far a new system is, and nothing of what it holds.
  'setUp.read': [anywhere('systemAdmin', 'securityAdmin', 'office')],
  'account.read': [anywhere('systemAdmin', 'securityAdmin')],
  'account.create': [anywhere('systemAdmin')],
  'account.disable': [anywhere('systemAdmin')],
  // Erasing takes no contents: who asks knows the name already.
  'person.erase': [anywhere('systemAdmin')],
  'grant.change': [anywhere('securityAdmin')],
  'audit.read': [anywhere('auditor')],
  'log.verify': [anywhere('auditor', 'operator')],
  'operations.read': [anywhere('operator', 'systemAdmin')],
  'operations.act': [anywhere('operator')],
  // How much of it is shown: reading.ts. Who acts in it stands in the proceeding itself, which asks again.
  'proceeding.read': [BUSINESS],
  // Signing, voiding and reading are the acts of items' papers and notices.
  'proceeding.draftCircular': [OFFICE],
  'difficulty.raise': [STAFF, OFFICE, anywhere('supervisor', 'inspector', 'teamLeader', 'leader', 'convenor')],
  'difficulty.coordinate': [OFFICE],
  'difficulty.decide': [OFFICE, anywhere('leader', 'convenor')],
  // Cases name nobody: whoever works on the like may look for one.
  'difficulty.cases': [BUSINESS],
  // The domain asks that a convenor acts for the conference that the meeting is of.
  'meeting.keep': [OFFICE, anywhere('convenor')],
  // A leader's own; the office records what a leader said (代录), and the domain keeps which it was.
  'instruction.give': [OFFICE, anywhere('leader', 'convenor')],
  'instruction.keep': [OFFICE],
  'instruction.close': [OFFICE, anywhere('leader', 'convenor')],
  'reformUnit.keep': [OFFICE],
  'reformUnit.visit': [STAFF, OFFICE_ON_BEHALF],
  'survey.keep': [OFFICE],
  // By who surveys, which the survey says; the office corrects a figure too.
  'survey.report': [STAFF, OFFICE],
  // What a unit was given to do beside items, and what is done with its answer.
  'step.do': [STAFF, OFFICE_ON_BEHALF],
  'step.accept': [OFFICE, SUPERVISOR, VERIFIER, anywhere('convenor')],
  'step.drop': [OFFICE],
  // 异议 to a lateness beside items; who rules stands in the proceeding.
  'lateness.object': [STAFF, OFFICE_ON_BEHALF],
  'lateness.rule': [OFFICE, anywhere('supervisor', 'leader', 'convenor')],
  'scheme.read': [BUSINESS],
  'scheme.change': [anywhere('office')],
  // Whose turn it is, and who shares a roof with whom, stands in the round; for scoring nothing is waived.
  'evaluation.conduct': [OFFICE],
  'evaluation.assess': [STAFF, OFFICE_ON_BEHALF],
  'evaluation.score': [anywhere('evaluator')],
  'evaluation.sign': [anywhere('signer', 'approver', 'convenor')],
  'evaluation.substitute': [OFFICE, anywhere('signer', 'approver', 'convenor', 'evaluator')],
  'evaluation.check': [OFFICE, SUPERVISOR, anywhere('leader', 'convenor', 'approver', 'signer', 'evaluator')],
  // Facts for assessments and honours: of all enterprises by who conducts and who leads, of its own by the enterprise that they are about.
  'eligibility.read': [OFFICE, SUPERVISOR, STAFF, anywhere('leader', 'convenor', 'approver')],
  // 交接: inside a unit by who directs its work, of a whole unit by the office, once it is dissolved or its work goes elsewhere.
  handOver: [ownUnit('sectionHead', 'unitLeader'), anywhere('office')],
  'handOver.unit': [anywhere('office')],
  'handOver.read': [ownUnit('sectionHead', 'unitLeader'), anywhere('office')],
  // 请假代理: one's own substitute is one's own to name; a colleague's is for who directs the unit.
  'substitution.read': [BUSINESS],
  'substitution.own': [BUSINESS],
  'substitution.name': [ownUnit('sectionHead', 'unitLeader', 'office')],
  // Reporting rounds (调度): the office opens, collects and locks; a unit fills its form and approves it inside.
  'round.open': [OFFICE],
  'round.collect': [OFFICE],
  'form.read': [BUSINESS],
  // Who reported, who did not, and when: no contents.
  'coverage.read': [BUSINESS, anywhere('auditor')],
  'form.fill': [STAFF, OFFICE_ON_BEHALF],
  'form.approve': [ownUnit('sectionHead', 'unitLeader')],
  'inspection.open': [OFFICE, SUPERVISOR],
  // 一事一报: by a leader; the inspection itself says of which unit.
  'inspection.approve': [anywhere('leader', 'convenor', 'approver')],
  // Its leader is named in the inspection, which asks for that person, the office or the supervising unit.
  'inspection.lead': [OFFICE, SUPERVISOR, anywhere('teamLeader', 'inspector', 'leader', 'convenor', 'approver')],
  // Who is in the team says the inspection.
  'inspection.inspect': [anywhere('inspector', 'teamLeader', 'office', 'supervisor')],
  'inspection.rule': [OFFICE, anywhere('supervisor', 'leader', 'convenor')],
  'rectification.reply': [STAFF, OFFICE_ON_BEHALF],
  'rectification.object': [STAFF, OFFICE_ON_BEHALF],
  'programme.change': [OFFICE],
  'checklist.read': [BUSINESS],
  'checklist.change': [anywhere('office')],
  // Published ones, by whom they went to; how much of it is shown stands where they are read.
  'briefing.read': [BUSINESS],
  'briefing.keep': [OFFICE],
  // 签发: by who may sign in the office’s name. A small office publishes by itself.
  'briefing.publish': [{ standing: 'ownPlan', roles: ['office', 'signer', 'leader'] }],
  'session.self': [EVERYBODY],
  // Each is told only of what they may read.
  'live.follow': [EVERYBODY],
  // A calendar of one’s own to-do list: by whoever has one.
  'feed.own': [BUSINESS],
  // 意见建议 is about the system: who runs it reads and answers it, without names.
  feedback: [EVERYBODY],
  'feedback.keep': [anywhere('systemAdmin')],
};

/** How the caller stands to what is acted on. What is left out is not checked here; the domain checks it again. */
export interface Relation {
  /** Plan of what is acted on: with it a role limited to that plan counts. */
  readonly planId?: string;
  /** The unit whose own act it is: the assignee's for work, the verifier's for verifying. Left out where a standing authorisation names the person. */
  readonly unitId?: string;
  /** The plan's office and its supervising unit (null: none is set up). */
  readonly officeUnitId?: string;
  readonly supervisingUnitId?: string | null;
  /** Recorded for a unit (代录). */
  readonly onBehalf?: boolean;
}

/**
 * `role`: none of the caller's roles has it. `unit`: another unit's. `relation`: the role is right, the way is not (on behalf where
 * that is not provided for, or not declared so). `password`: the password is to be changed first. `who`: the roles that could.
 */
export type Permission =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly because: 'role' | 'unit' | 'relation' | 'password'; readonly who: readonly Role[] };

const ALLOWED: Permission = { allowed: true };
/** Acts that a substitution gives nobody. */
const OWN_ALONE: ReadonlySet<Act> = new Set<Act>(['substitution.own', 'substitution.name']);

export function may(identity: Identity, act: Act, relation: Relation = {}): Permission {
  if (identity.mustChangePassword && act !== 'session.self') return { allowed: false, because: 'password', who: [] };
  // Who stands in for a colleague names no substitute in that colleague's place.
  if (identity.own && OWN_ALONE.has(act)) return may({ ...identity, ...identity.own, own: undefined, insteadOf: [] } as Identity, act, relation);
  let because: 'role' | 'unit' | 'relation' = 'role';
  for (const ground of ACTS[act]) {
    if (!ground.roles.some((role) => holds(identity, role, act, relation.planId))) continue;
    const wrong = standsWrong(ground.standing, identity, relation);
    if (wrong === null) return ALLOWED;
    // Of several reasons the unit tells most: it names what would have to change.
    if (because !== 'unit') because = wrong;
  }
  return { allowed: false, because, who: whoCould(act) };
}

/** Roles that have the act on some ground, in the order of `ROLES`. */
export function whoCould(act: Act): readonly Role[] {
  const could = new Set(ACTS[act].flatMap((ground) => ground.roles));
  return ROLES.filter((role) => could.has(role));
}

function holds(identity: Identity, role: Role, act: Act, planId: string | undefined): boolean {
  if (identity.roles.includes(role)) return true;
  return identity.planRoles.some((limited) => limited.role === role && (planId === undefined ? LISTING_ACTS.has(act) : limited.planId === planId));
}

function standsWrong(standing: Ground['standing'], identity: Identity, relation: Relation): 'unit' | 'relation' | null {
  const onBehalf = relation.onBehalf === true;
  if (onBehalf !== (standing === 'onBehalf')) return 'relation';
  const elsewhere = (unitId: string | null | undefined): 'unit' | null => (unitId !== undefined && unitId !== identity.unitId ? 'unit' : null);
  switch (standing) {
    case 'anywhere': return null;
    case 'ownUnit': return elsewhere(relation.unitId);
    case 'supervised': return elsewhere(relation.supervisingUnitId);
    case 'ownPlan':
    case 'onBehalf': return elsewhere(relation.officeUnitId);
  }
}
