/** Every kind of notice that anything tells: of items, of proceedings, of plans and of briefings. Each has words that its reader sees. */
export type NoticeKind =
  // What concerns a unit's own work.
  | 'assigned' | 'transferred' | 'released' | 'handedOver' | 'holderLeft' | 'submitted' | 'accepted' | 'returned' | 'requested' | 'takenBack' | 'ruled' | 'corrected' | 'closed' | 'cancelled' | 'suspended' | 'resumed' | 'reopened'
  // The ladder, and papers.
  | 'reminder' | 'urging' | 'escalation' | 'bluePaper' | 'yellowPaper' | 'redPaper' | 'admonition' | 'rectificationNotice' | 'circular' | 'briefing' | 'briefingCorrected'
  // Latenesses and what was counted.
  | 'latenessObjected' | 'latenessOverturned' | 'latenessStands' | 'countedFigureCorrected'
  // Plans that go up and down.
  | 'planSentUp' | 'planReturned' | 'planReturnObjected' | 'planReturnOverturned' | 'planReturnStands' | 'planPassedOn' | 'planSentOn' | 'planApproved' | 'planTakenBack' | 'lowerPlanIssued'
  // Difficulties, instructions, meetings, reform units, surveys.
  | 'raised' | 'instructed' | 'feedback' | 'called' | 'moved' | 'minutes' | 'linked' | 'unlinked' | 'visited' | 'left' | 'surveyOpened' | 'surveyed' | 'surveyConcluded' | 'surveyCalledOff'
  // Inspections.
  | 'toApprove' | 'approved' | 'notApproved' | 'teamNamed' | 'inspection' | 'rescheduled' | 'visitPlanned' | 'toSign' | 'struckOff' | 'withdrawn' | 'objected' | 'reported' | 'mergeOffered' | 'lookBackDue'
  // Evaluations.
  | 'evaluationOpened' | 'selfAssessed' | 'scoresVerified' | 'scoreTold' | 'scoringAsked' | 'scoreSentBack' | 'reviewRequested' | 'reviewRuled' | 'reviewOvertaken' | 'schemeCorrected' | 'figuresTaken' | 'signatureAsked' | 'resultApproved' | 'correctionOpened' | 'correctionDropped';
