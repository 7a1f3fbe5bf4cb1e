import { ApiSchema } from '@nestjs/swagger';
import { Shown, WordsBody } from '../core/shown';
import { SchemeDto } from './scheme.dto';

export class FigureNameBody extends WordsBody {
  @Shown.text({ example: 'onTimeRate' }) name!: string;
  @Shown.a(() => WordsBody, { description: 'What one of it is' }) unit!: WordsBody;
  @Shown.oneOf(['item', 'inspection', 'difficulty', 'followedStep', 'reportingRound', 'reformUnit', 'evaluation'], { description: 'What it is counted from' }) of!: string;
  @Shown.texts({ description: 'Types of the events that it opens' }) opens!: string[];
}

@ApiSchema({ description: 'Figures that formulas may name' })
export class FigureNamesBody {
  @Shown.several(() => FigureNameBody) figures!: FigureNameBody[];
}

class SchemeRowBody {
  @Shown.text() schemeId!: string;
  @Shown.text() name!: string;
  @Shown.number({ description: 'Newest version' }) version!: number;
  @Shown.moment() effectiveFrom!: string;
}

@ApiSchema({ description: 'Schemes, each with its newest version' })
export class SchemeListBody {
  @Shown.several(() => SchemeRowBody) schemes!: SchemeRowBody[];
}

class SchemeVersionBody {
  @Shown.number() version!: number;
  @Shown.text() name!: string;
  @Shown.a(() => SchemeDto) scheme!: SchemeDto;
  @Shown.moment() effectiveFrom!: string;
  @Shown.text() basis!: string;
  @Shown.moment() setAt!: string;
  @Shown.text({ nullable: true }) setBy!: string | null;
}

@ApiSchema({ description: 'All versions of the scheme' })
export class SchemeVersionsBody {
  @Shown.text() schemeId!: string;
  @Shown.several(() => SchemeVersionBody) versions!: SchemeVersionBody[];
}

class RankPlaceBody {
  @Shown.text({ example: '87.50' }) total!: string;
  @Shown.number() rank!: number;
  @Shown.text() grade!: string;
}

class IndicatorFaultBody extends WordsBody {
  @Shown.text() indicatorId!: string;
}

class SheetLineBody {
  @Shown.text() indicatorId!: string;
  @Shown.oneOf(['weighted', 'bonus', 'penalty']) kind!: string;
  @Shown.text({ description: 'What the formula or the person gave, at full precision' }) raw!: string;
  @Shown.flag() doubled!: boolean;
  @Shown.text({ description: 'What counts' }) points!: string;
  @Shown.text({ description: 'What the formula gave, where a granted review counts something else in its place', optional: true }) computed?: string;
}

class SheetBody {
  @Shown.several(() => SheetLineBody) lines!: SheetLineBody[];
  @Shown.text() base!: string;
  @Shown.text() bonus!: string;
  @Shown.text() penalty!: string;
  @Shown.text() total!: string;
}

class WhatIfRowBody {
  @Shown.text() unitId!: string;
  @Shown.text() classId!: string;
  @Shown.a(() => RankPlaceBody, { nullable: true, description: 'As the result stands' }) before!: RankPlaceBody | null;
  @Shown.a(() => RankPlaceBody, { nullable: true, description: 'By the other scheme; null where it cannot be computed' }) after!: RankPlaceBody | null;
  @Shown.texts({ description: 'Indicators that a person would have to score: counted as nothing' }) unscored!: string[];
  @Shown.several(() => IndicatorFaultBody) faults!: IndicatorFaultBody[];
}

@ApiSchema({ description: 'Who would stand where; nothing was written' })
export class WhatIfAnswer {
  @Shown.several(() => WhatIfRowBody) rows!: WhatIfRowBody[];
}

class DryRunRowBody extends WhatIfRowBody {
  @Shown.a(() => SheetBody, { nullable: true }) sheet!: SheetBody | null;
}

class UnclassedBody {
  @Shown.text() unitId!: string;
  @Shown.text() name!: string;
  @Shown.texts({ description: 'Classes whose conditions it meets' }) classIds!: string[];
  @Shown.text() zh!: string;
  @Shown.text() en!: string;
}

@ApiSchema({ description: 'What the scheme would give on current figures; nothing was written' })
export class SchemePreviewAnswer {
  @Shown.several(() => DryRunRowBody, { description: 'Of the units that belong to a class' }) rows!: DryRunRowBody[];
  @Shown.several(() => UnclassedBody, { description: 'Units that meet the conditions of several classes or of none: of those asked about all, of others those that meet several' }) unclassed!: UnclassedBody[];
}

class DifferenceBody {
  @Shown.text({ example: 'evaluation/3f2a@12' }) event!: string;
  @Shown.text({ nullable: true }) unitId!: string | null;
  @Shown.text() what!: string;
  @Shown.text() recorded!: string;
  @Shown.text() computed!: string;
}

class SeenEvidenceBody {
  @Shown.text({ description: 'Unit that shows something by it' }) unitId!: string;
  @Shown.text() name!: string;
  @Shown.text() sha256!: string;
}

class SignedForBody {
  @Shown.text() unitId!: string;
  @Shown.text({ nullable: true }) personId!: string | null;
}

class SeenBody {
  @Shown.text({ example: 'evaluation/3f2a@40' }) event!: string;
  @Shown.oneOf(['cosign', 'approve', 'dissent']) act!: string;
  @Shown.text() requestId!: string;
  @Shown.text() unitId!: string;
  @Shown.text() personId!: string;
  @Shown.a(() => SignedForBody, { nullable: true, description: 'In whose place' }) inPlaceOf!: SignedForBody | null;
  @Shown.moment() at!: string;
  @Shown.number({ description: 'Number of the result that was seen' }) material!: number;
  @Shown.text({ description: 'Its hash' }) hash!: string;
  @Shown.texts({ description: 'Streams counted in it, each with its version: item/<id>@<version>' }) versions!: string[];
  @Shown.several(() => SeenEvidenceBody) evidence!: SeenEvidenceBody[];
  @Shown.flag({ description: 'The result moved on since' }) stale!: boolean;
}

class RuledAdjustmentBody {
  @Shown.text() event!: string;
  @Shown.text() unitId!: string;
  @Shown.text() personId!: string;
  @Shown.text() indicatorId!: string;
  @Shown.text() name!: string;
  @Shown.text() computed!: string;
  @Shown.text() points!: string;
  @Shown.text() reason!: string;
}

@ApiSchema({ description: 'The scores as computed anew from the log, beside those that were settled' })
export class RecomputedBody {
  @Shown.flag({ description: 'Every digit is the same' }) equal!: boolean;
  @Shown.number({ description: 'Values compared' }) compared!: number;
  @Shown.several(() => DifferenceBody) differences!: DifferenceBody[];
  @Shown.several(() => SeenBody, { description: 'What each signer saw' }) seen!: SeenBody[];
  @Shown.several(() => RuledAdjustmentBody, { description: 'Computed points that granted reviews replaced' }) adjustments!: RuledAdjustmentBody[];
}

class FigureBody {
  @Shown.text() name!: string;
  @Shown.text() value!: string;
  @Shown.texts({ description: 'The events counted: item/<id>@<version>, inspection/<id>@<version>, …' }) events!: string[];
}

class JudgedBody {
  @Shown.text() indicatorId!: string;
  @Shown.text() score!: string;
  @Shown.text() reason!: string;
}

class AdjustedBody {
  @Shown.text() indicatorId!: string;
  @Shown.text() name!: string;
  @Shown.text({ description: 'What counts' }) points!: string;
  @Shown.text() reason!: string;
}

class ExplainedLineBody extends SheetLineBody {
  @Shown.text() name!: string;
  @Shown.text({ description: 'Weight or cap' }) most!: string;
  @Shown.text({ nullable: true }) formula!: string | null;
  @Shown.text({ nullable: true }) doubledWhen!: string | null;
  @Shown.several(() => FigureBody) figures!: FigureBody[];
  @Shown.a(() => JudgedBody, { nullable: true }) judged!: JudgedBody | null;
  @Shown.a(() => AdjustedBody, { nullable: true, description: 'By a granted review, in place of what was computed' }) adjusted!: AdjustedBody | null;
}

class CountedEventBody {
  @Shown.text() ref!: string;
  @Shown.text({ example: 'OverdueMarked' }) type!: string;
  @Shown.moment() at!: string;
}

@ApiSchema({ description: 'How the score came about, line by line, with the events behind it' })
export class ExplainedScoreBody {
  @Shown.text() unitId!: string;
  @Shown.a(() => SheetBody) sheet!: SheetBody;
  @Shown.several(() => ExplainedLineBody) lines!: ExplainedLineBody[];
  @Shown.several(() => CountedEventBody, { description: 'Every event that the figures were counted from' }) events!: CountedEventBody[];
}
