import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import { DIFFICULTY, type DifficultyCommand, type DifficultyState } from '#libs/supervision/difficulty/difficulty';
import { SURVEY, type SurveyCommand, type SurveyState } from '#libs/supervision/survey/survey';
import type { Outcome, Sender } from './outcome';
import type { ProceedingCommands } from './proceeding-commands';
import type { Proceedings } from './proceedings';
import type { References } from './references';
import type { BroughtUp } from './reform-unit-commands';
import { together } from './together';

type PlaceCommand = Omit<Extract<SurveyCommand, { type: 'reportPlace' }>, 'difficultyIds'>;

/** A difficulty that a survey heard of; of whom, where it is not the place's own. */
export interface HeardOf extends BroughtUp {
  ofName: string | null;
}

/** Commands of surveys that concern more than one stream. */
export class SurveyCommands {
  private readonly surveys: ProceedingCommands<SurveyState, SurveyCommand>;
  private readonly difficulties: ProceedingCommands<DifficultyState, DifficultyCommand>;

  constructor(
    private readonly log: { store: EventStore; references: References },
    proceedings: Proceedings,
  ) {
    this.surveys = proceedings.of(SURVEY);
    this.difficulties = proceedings.of(DIFFICULTY);
  }

  /** Reports on a place; each difficulty heard of there is raised in the same append, and both name each other. */
  reportPlace(id: string, command: PlaceCommand, heardOf: readonly HeardOf[], newDifficultyId: (index: number) => string, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<SurveyState>> {
    return together(this.log, { commands: this.surveys, id }, { command, heardOf, ifMatch: ifMatch ?? null }, actor, sender, async (deciding) => {
      const difficultyIds = heardOf.map((_, i) => newDifficultyId(i));
      const survey = await deciding.execute(this.surveys, id, { ...command, difficultyIds }, ifMatch);
      for (const [i, difficulty] of heardOf.entries()) await deciding.open(this.difficulties, difficultyIds[i]!, survey.policyId, raisedBy(survey, command.placeId, difficulty));
    });
  }
}

function raisedBy(survey: SurveyState, placeId: string, { title, text, category, ofName }: HeardOf): DifficultyCommand {
  const { id, planId, policyId, officeUnitId, supervisingUnitId, conferenceUnitId } = survey;
  const place = survey.places.find((p) => p.id === placeId);
  return { type: 'raise', title, text, category, source: { kind: 'survey', ref: `${id}/${placeId}` }, ofUnitId: place?.unitId ?? null, ofName: ofName ?? place?.name ?? null, planId, policyId, officeUnitId, supervisingUnitId, conferenceUnitId };
}
