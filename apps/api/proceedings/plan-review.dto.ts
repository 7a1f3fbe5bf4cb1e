import { Figure, Flag, Id, OneOf, Several, Text, Texts } from '../core/fields';

export class SendPlansBody {
  @Texts({ description: 'Drafts of one’s own that take up a higher plan, or of levels below that one has approved to be sent on', example: ['p1a2b3c4d'] }, { max: 100 })
  planIds!: string[];
  @Id({ description: 'The office that they are sent to; left out: the next one above' }, { nullable: true })
  toUnitId?: string | null;
  @Text({ description: 'In a line', example: '东旗六家改革单位实施方案报审' }, { min: 2, max: 200 })
  title!: string;
  @Text({ description: 'The covering text', example: '现将我旗审核同意的六家单位实施方案报上，请审核' }, { min: 2 })
  text!: string;
}

export class SendPlansAgainBody {
  @Texts({ description: 'Those that are sent again; left out: all that were returned', example: ['p1a2b3c4d'] }, { max: 100, nullable: true })
  planIds?: string[] | null;
  @Text({ description: 'What was changed', example: '已按意见补充量化指标' }, { min: 2 })
  text!: string;
}

export class TakePlansBackBody {
  @Texts({ description: 'Those that are taken back; left out: all that wait for a ruling or were returned', example: ['p1a2b3c4d'] }, { max: 100, nullable: true })
  planIds?: string[] | null;
  @Text({ description: 'Why', example: '需补充责任人' }, { min: 2 })
  reason!: string;
}

export class NameReviewerBody {
  @Id({ description: 'A person of the office; left out: nobody in particular' }, { nullable: true })
  personId?: string | null;
  @Text({ description: 'Why', example: '原审核人调离' }, { min: 2, max: 2_000 })
  reason!: string;
}

export class ObjectToReturnBody {
  @Text({ description: 'Why the return is disputed', example: '指标已在第三条量化' }, { min: 2, max: 5_000 })
  reason!: string;
}

export class RuleOnReturnBody {
  @Flag({ description: 'Upheld: the draft lies again with the office that had returned it; where it has gone further down meanwhile it stays there, and its sender has new days' })
  upheld!: boolean;
  @Text({ description: 'Why' }, { min: 2, max: 5_000 })
  reason!: string;
}

class PlanRulingDto {
  @Id({ description: 'The plan' })
  planId!: string;
  @Figure({ description: 'Version of the draft that was seen, as the review lists it: what has changed since is not ruled on', example: 7 }, { whole: true })
  draftVersion!: number;
  @OneOf(['approve', 'passOn', 'return'], { description: '`approve`: its office may issue it, unless a level above is still to say so; `passOn`: approved here, and sent on to the next level; `return` (退回修改): also of what was passed on and came back from above' })
  how!: 'approve' | 'passOn' | 'return';
  @Text({ description: 'Of a return: what is to be changed', example: '指标未量化' }, { min: 2, nullable: true })
  reason?: string | null;
  @Figure({ description: 'Of a return: working days until it is sent again; as the policy says unless told', example: 5 }, { min: 1, max: 250, whole: true, nullable: true })
  workingDays?: number | null;
}

export class RulePlansBody {
  @Several(() => PlanRulingDto, { description: 'What is said of each plan' }, { max: 100 })
  rulings!: PlanRulingDto[];
  @Text({ description: 'What is said of the list as a whole', example: '原则同意' }, { min: 2, nullable: true })
  text?: string | null;
}
