import type { Operation } from './operations';

/** One word for one thing: a part of a path means the same wherever it stands. */
const MEANINGS: Record<string, string> = {
  personId: 'Person id',
  subject: 'Person id of whose personal data it is',
  planId: 'Plan id',
  policyId: 'Policy id, `standard` for the usual one',
  jobId: 'Job id, as the command that began it answered',
  itemId: 'Item id: plan and number',
  evidenceId: 'Evidence id',
  unitId: 'Unit id, as the roster has it',
  groupId: 'Group id, as the roster has it',
  kind: 'Kind of proceeding',
  id: 'Id of the proceeding',
  officeUnitId: 'The office',
  briefingId: 'Id of the briefing',
  requestId: 'Request for a signature',
  schemeId: 'Scheme id',
  templateId: 'Checklist template',
  entryId: 'Entry of the programme',
  visitId: 'Visit of the inspection',
  findingId: 'Finding of the inspection (问题)',
  objectionId: 'Objection of who is inspected',
  matterId: 'Matter on the agenda (议题)',
  placeId: 'Place of the survey',
  figureId: 'Figure that the survey recorded',
  linkId: 'Link between a unit and the reform unit',
  stepId: 'Followed step',
  paperId: 'Paper of the proceeding',
  feedId: 'Calendar feed',
  token: 'Secret of the calendar feed, part of the address that was told when it was made',
  suggestionId: 'Suggestion',
  handOverId: 'Hand-over id',
};

/** Says what each part of a path is, where its route does not say it. */
export function describePathParameters(operations: readonly Operation[]): void {
  for (const parameter of operations.flatMap((o) => o.parameters ?? [])) {
    const meaning = MEANINGS[parameter.name];
    if (parameter.in === 'path' && meaning !== undefined) parameter.description ??= meaning;
  }
}
