import type { ItemCommandType } from '#libs/supervision/item/item.commands';

/** What can be asked of the system beside the commands of an item. */
export const OTHER_ACTS = [
  'plan.import', 'plan.read', 'plan.settle', 'plan.change', 'plan.issue', 'plan.amend', 'plan.discard', 'plan.export', 'plan.proposeWithdrawal', 'plan.ruleWithdrawal', 'plan.archive', 'planReview.send', 'planReview.rule', 'planReview.ruleObjection',
  'roster.read', 'roster.change', 'people.read', 'policy.read', 'policy.change', 'calendar.read', 'calendar.change',
  'item.read', 'item.readLog', 'ledger.read', 'todo.read', 'dashboard.read', 'notice.read', 'notice.release', 'mailbox.read', 'mailbox.change', 'evidence.read', 'evidence.write',
  'setUp.read', 'account.read', 'account.create', 'account.disable', 'person.erase', 'grant.change', 'audit.read', 'log.verify', 'operations.read', 'operations.act',
  'proceeding.read', 'proceeding.draftCircular', 'difficulty.raise', 'difficulty.coordinate', 'difficulty.decide', 'difficulty.cases', 'meeting.keep', 'instruction.give', 'instruction.keep', 'instruction.close',
  'reformUnit.keep', 'reformUnit.visit', 'survey.keep', 'survey.report', 'step.do', 'step.accept', 'step.drop', 'lateness.object', 'lateness.rule',
  'scheme.read', 'scheme.change', 'evaluation.conduct', 'evaluation.assess', 'evaluation.score', 'evaluation.sign', 'evaluation.substitute', 'evaluation.check', 'eligibility.read',
  'handOver.unit', 'handOver.read', 'substitution.read', 'substitution.own', 'substitution.name',
  'round.open', 'round.collect', 'form.read', 'form.fill', 'form.approve', 'coverage.read',
  'inspection.open', 'inspection.approve', 'inspection.lead', 'inspection.inspect', 'inspection.rule', 'rectification.reply', 'rectification.object', 'programme.change', 'checklist.read', 'checklist.change',
  'briefing.read', 'briefing.keep', 'briefing.publish',
  'session.self', 'live.follow', 'feed.own', 'feedback', 'feedback.keep',
] as const;

/** Every item command is an act under its own name: a new command without a rule does not compile. */
export type Act = ItemCommandType | (typeof OTHER_ACTS)[number];

/**
 * Acts that list over plans: without a plan named, a role limited to one plan counts, and `readScope` keeps the list to that
 * plan. Everything else is asked for with its plan.
 */
export const LISTING_ACTS: ReadonlySet<Act> = new Set<Act>([
  'plan.read', 'roster.read', 'policy.read', 'calendar.read', 'item.read', 'item.readLog', 'ledger.read', 'todo.read', 'dashboard.read', 'notice.read',
  'evidence.read', 'proceeding.read', 'difficulty.cases', 'form.read', 'coverage.read', 'checklist.read', 'scheme.read', 'session.self', 'live.follow', 'feed.own', 'feedback', 'people.read',
]);
