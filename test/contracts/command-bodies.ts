import type { Act } from '#libs/identity/policy/acts';

const REASON = { reason: '按要求办理' };
const ASSIGNMENT = { assignmentId: 'a1' };
const STEP = { stepId: 'a1-1' };

/** A body of the right form for each command of an item, so that what refuses it is not its form. */
export function commandBodies(otherUnitId: string): Partial<Record<Act, object>> {
  return {
    receive: ASSIGNMENT,
    decline: { ...ASSIGNMENT, ...REASON },
    namePerson: { ...ASSIGNMENT, personId: 'p-somebody' },
    report: { ...ASSIGNMENT, text: '进展', values: [] },
    correctValue: { ...ASSIGNMENT, targetId: 't1', value: 1, asOf: '2026-01-05', ...REASON },
    attachEvidence: { ...ASSIGNMENT, stepId: null, evidenceId: 'e1', name: 'a.pdf', mediaType: 'application/pdf', bytes: 3, sha256: '0'.repeat(64) },
    submit: { ...STEP, text: '报送', evidenceIds: [] },
    approve: STEP,
    sendBack: { ...STEP, ...REASON },
    verify: STEP,
    return: { ...STEP, ...REASON },
    recall: STEP,
    addStep: { ...ASSIGNMENT, title: '制定计划', evidenceRequired: false },
    requestExtension: { ...STEP, day: '2099-01-05', ...REASON },
    stateReason: { ...STEP, restUntil: '2099-01-05', ...REASON },
    object: { ...ASSIGNMENT, ...STEP, what: 'lateness', ...REASON },
    rule: { requestId: 'r1', grant: true, ...REASON },
    correct: { duty: 'step:a1-1', arming: 1, basis: '更正依据' },
    transfer: { ...ASSIGNMENT, toUnitId: otherUnitId, ...REASON },
    suspend: REASON,
    resume: REASON,
    withdraw: REASON,
    reopen: { ...STEP, ...REASON },
    urge: { ...ASSIGNMENT, text: '请加快' },
    quantify: { targets: [], steps: [], notNeeded: '无须量化' },
    waiveTarget: { targetId: 't1', ...REASON },
    settleOverlap: { targetId: 't1', sources: ['a1', 'a2'], how: 'once', ...REASON },
    signPaper: { paperId: 'p1' },
    voidPaper: { paperId: 'p1', ...REASON },
    answerPaper: { paperId: 'p1', text: '回复' },
    readNotice: { noticeId: 'assigned.a1' },
    closeUnfulfilled: REASON,
    carryOver: { toPlanId: 'plan2', ...REASON },
    'evidence.write': {},
  };
}
