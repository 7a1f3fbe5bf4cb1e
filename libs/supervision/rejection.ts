/** An expected refusal of a command: carried as data, turned into a status and a sentence only at the edge. */
/** A field at fault. What another place would refuse is told by its code (`refused`), whose words the edge adds; so is who (`personId`, as {person} in the words). */
export interface FieldFault {
  field: string;
  zh: string;
  en: string;
  refused?: Pick<Rejection, 'code' | 'details'>;
  personId?: string;
}

export interface Rejection {
  code: RejectionCode;
  /** The command's field at fault, where there is one. */
  field?: string;
  /** What the sentence needs: names, dates, figures. */
  details?: Record<string, string | number | null>;
  /** Where several fields are at fault: each with what is to be mended. */
  fields?: FieldFault[];
}

export type RejectionCode =
  | 'not-found'
  | 'stale' // acted on what has changed since
  | 'file-known' // a plan of the office was read from the same bytes
  | 'item-closed'
  | 'item-suspended'
  | 'item-not-suspended'
  | 'assignment-not-found'
  | 'assignment-closed'
  | 'assignment-not-received'
  | 'already-received'
  | 'step-not-found'
  | 'step-not-open'
  | 'step-goes-on'
  | 'step-not-submitted'
  | 'not-the-assignee'
  | 'not-the-verifier'
  | 'own-work' // nobody verifies their own work, one roof is one body
  | 'own-house' // the office decides nothing that moves the clocks of its own house
  | 'own-house-alone' // nobody apart from it is set up who could
  | 'not-the-submitter'
  | 'not-the-office'
  | 'first-decider' // the one who decided, or recorded it for the unit, may not rule
  | 'approval-missing'
  | 'approval-not-due'
  | 'nothing-substantial'
  | 'nothing-to-undo' // no change of a draft's items stands last
  | 'report-contradictory'
  | 'nothing-quantified' // neither a new figure nor a day nor a step
  | 'figure-stands' // changed by an amendment
  | 'evidence-missing'
  | 'evidence-unknown'
  | 'target-not-found'
  | 'figure-never-adds-up' // of a rate, a limit or a length of time no two values add up
  | 'sources-too-few' // a decision about values told by several names at least two of them
  | 'value-invalid'
  | 'reason-missing'
  | 'date-invalid'
  | 'as-of-before-plan'
  | 'date-in-the-past'
  | 'date-after-period' // beyond the plan's last day
  | 'date-not-later' // an extension lies after the day that it moves
  | 'request-open' // one open request a duty
  | 'request-not-open'
  | 'deadline-none'
  | 'paper-not-found'
  | 'paper-not-drafted'
  | 'paper-not-issued'
  | 'paper-answered'
  | 'not-the-issuer' // a paper is signed by the unit in whose name it goes out
  | 'objection-too-late'
  | 'lateness-unknown'
  | 'urged-too-often'
  | 'suggestions-enough' // one person's of a day
  | 'suggestion-empty'
  | 'page-unknown'
  | 'unit-unknown'
  | 'person-unknown'
  | 'unit-ambiguous' // several registered units answer to the name
  | 'unit-is-group' // a group is no unit: one of its units is to be named
  | 'unit-dissolved'
  | 'unit-already-assigned'
  | 'unit-is-office' // a plan's office goes on while its items do
  | 'roof-circle'
  | 'parent-circle'
  | 'group-unknown'
  | 'group-dissolved' // a draft's answer still means a group that is none any more
  | 'not-a-member'
  | 'schedule-invalid' // steps that cannot be scheduled; each field says why
  | 'schedule-not-held' // a step would have had to begin before there is somebody to do it
  | 'plan-not-draft'
  | 'plan-under-review' // a draft lies with a level above, or is still owed something in a review
  | 'plan-not-approved' // the level above has not approved the draft as it stands
  | 'plan-approved-already'
  | 'plan-has-no-upper' // only what takes up a higher plan is reported up
  | 'plan-not-here' // somebody else has it
  | 'draft-changed' // ruled on what has changed since it was seen
  | 'not-the-level-above'
  | 'level-above-unknown' // nothing in the log says who is above
  | 'not-in-review'
  | 'list-too-long' // more than fits into one append
  | 'plan-ruled-on'
  | 'plan-not-issued'
  | 'upper-plan-own' // an office takes nothing up from its own plan
  | 'plan-withdrawn'
  | 'plan-archived'
  | 'plan-open' // something of it is still open
  | 'withdrawal-open'
  | 'withdrawal-not-open'
  | 'own-proposal' // who proposed does not rule on it
  | 'decisions-open'
  | 'decision-unknown'
  | 'option-unknown'
  | 'value-missing' // the choice asks for a unit or a day
  | 'value-not-taken' // the choice takes none
  | 'paper-to-be-checked' // a person said that the paper is to be checked first
  | 'group-without-members' // a person said that its roster comes first
  | 'title-missing'
  | 'period-missing'
  | 'amendment-empty'
  | 'no-unit-left' // an item keeps at least one
  | 'no-units'
  | 'coordinator-twice'
  | 'named-twice' // in one command
  | 'split-too-few'
  | 'unit-named-twice' // two names of a draft's item are one unit or group
  | 'merge-too-few'
  | 'merge-uppers-differ' // what is merged takes up several items of a higher plan
  | 'takes-nothing-up' // a figure counts towards one above, its item towards none
  | 'amended-twice' // the same amendment did something else with the item
  | 'amendment-too-large' // more than fits into one append
  | 'policy-unknown'
  | 'policy-invalid'
  | 'calendar-invalid'
  | 'id-invalid' // letters, digits, dots, dashes and underscores
  | 'name-taken'
  | 'carried-into-own-plan' // the item is in that plan already
  | 'not-empty'
  | 'too-early'
  | 'nothing-open' // nothing is left to do for a bulk act
  | 'evidence-empty'
  | 'evidence-type'
  | 'not-the-approver'
  | 'not-the-team'
  | 'own-inspection' // who is inspected, or would inspect, neither approves nor directs it
  | 'no-unit-above' // nobody apart from those inspected is left to approve or to decide
  | 'own-draft' // who drafted a paper does not sign it
  | 'team-invalid'
  | 'inspection-not-approved'
  | 'inspection-noticed'
  | 'inspection-not-noticed'
  | 'inspection-reported'
  | 'look-back-scope' // a look-back leaves out a unit at fault in what it looks back on
  | 'unit-not-inspected'
  | 'item-not-inspected'
  | 'visit-not-planned'
  | 'visits-open'
  | 'questions-open'
  | 'briefings-not-set-up'
  | 'briefing-empty'
  | 'briefing-number-invalid'
  | 'briefing-not-a-draft'
  | 'briefing-not-published' // or corrected already
  | 'briefing-numbers-given'
  | 'figure-without-source'
  | 'repeats-undecided'
  | 'finding-not-found'
  | 'finding-not-so'
  | 'finding-recorded' // somebody else recorded the same one
  | 'findings-open'
  | 'budget-exhausted'
  | 'programme-entry-taken'
  | 'off-programme'
  | 'trigger-invalid'
  | 'reform-unit-unlisted'
  | 'merge-not-offered'
  | 'merge-other-office' // another office’s inspection, which the actor does not direct
  | 'proceeding-closed'
  | 'not-a-party' // takes no part in the proceeding
  | 'evidence-foreign' // another unit's, or the team's
  | 'evidence-withdrawn'
  | 'evidence-reused' // belongs to something else, or shows something else already
  | 'evidence-cited' // something rests on it
  | 'evidence-subject-unknown'
  | 'scan-missing' // what came on paper is recorded with its scan
  | 'no-verifier-left' // after the move nobody could accept the work: one roof is one body
  | 'holder-verifies' // who would take it over may accept it by the standing authorisation
  | 'lists-behind' // the read models have not come to the end of the log
  | 'substitute-named'
  | 'substitute-away'
  | 'powers-apart' // 三员: the substitute holds a power that must stay apart
  | 'nothing-to-delegate'
  | 'same-holder'
  | 'hand-over-running' // one at a time for each holder
  | 'not-in-the-unit'
  | 'holding-stays' // hand-over does not move it: its own commands do
  | 'steps-open'
  | 'not-at-conference'
  | 'places-open' // of a survey: neither reported on nor left out
  | 'place-settled'
  | 'stock-without-day' // what there is, without the day on which it is so
  | 'form-not-found'
  | 'form-not-open'
  | 'form-not-awaited'
  | 'form-not-sent'
  | 'form-incomplete' // lines that say nothing yet, or that their items would refuse
  | 'form-invalid'
  | 'duty-template-unknown' // no template of the policy, or a retired one
  | 'figures-missing' // a recurring duty asks for a value of each target of the period
  | 'form-sheet-invalid' // cells of a workbook that cannot be placed
  | 'form-sheet-foreign' // a workbook of another round, unit or plan
  | 'form-changed' // somebody else of the unit typed into the same lines
  | 'round-locked'
  | 'round-not-locked'
  | 'round-open' // one over the same plan and days still takes forms
  | 'round-not-due' // nobody is missing before the day has passed
  | 'bulletin-drafted'
  | 'evaluated-already' // by the same scheme over the same period, in a round that was not called off
  | 'not-evaluated'
  | 'unit-twice'
  | 'score-not-open'
  | 'scores-open'
  | 'score-invalid'
  | 'review-too-late'
  | 'review-changes-nothing' // granted, but every line counts as before: refuse it, or adjust
  | 'not-in-question' // the unit did not ask for a review of this indicator
  | 'nobody-independent'
  | 'signing-invalid'
  | 'signer-twice'
  | 'not-in-round'
  | 'not-your-turn'
  | 'approval-not-delegable'
  | 'one-hand' // somebody who had another part in the round: no hand does two of scoring, co-signing, approving, drafting, issuing
  | 'not-published'
  | 'correct-instead'
  | 'sign-off-stale'
  | 'sign-off-closed'
  | 'already-signed'
  | 'not-approved'
  | 'recount-open' // something that the round counted was put right since: it counts anew first
  | 'scheme-unknown'
  | 'scheme-invalid'
  | 'class-unknown'
  | 'class-unfit' // the unit’s traits put it into another class of the scheme, into two or into none
  | 'indicator-unknown'
  | 'on-agenda' // what stands on a meeting's agenda is decided there
  | 'meeting-not-held'
  | 'meeting-held'
  | 'matter-not-found'
  | 'matter-not-open'
  | 'not-the-leader'
  | 'feedback-not-due'
  | 'source-unknown' // what a difficulty or an instruction refers to is not there, or not the caller's to see
  | 'reform-unit-listed'
  | 'link-not-found'
  | 'link-open'
  | 'link-to-itself'
  | 'roster-list-invalid';

export function reject(code: RejectionCode, more: Omit<Rejection, 'code'> = {}): { rejected: Rejection } {
  return { rejected: { code, ...more } };
}
