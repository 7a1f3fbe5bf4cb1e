import { ApiSchema } from '@nestjs/swagger';
import { LIGHTS, Shown } from '../core/shown';

export class NotNowBody {
  @Shown.text({ example: 'step-not-open' }) code!: string;
  @Shown.text() zh!: string;
  @Shown.text() en!: string;
  @Shown.flag({ description: 'It is for others: no role of the caller has the act' }) others!: boolean;
  @Shown.texts({ description: 'Roles that could' }) who!: string[];
}

export class ConceivableActBody {
  @Shown.text({ description: 'The command: `requestExtension` is sent to `request-extension`', example: 'requestExtension' }) act!: string;
  @Shown.text({ nullable: true }) assignmentId!: string | null;
  @Shown.text({ nullable: true, description: 'The unit whose share it is about' }) unitId!: string | null;
  @Shown.text({ nullable: true }) stepId!: string | null;
  @Shown.text({ nullable: true }) requestId!: string | null;
  @Shown.text({ nullable: true }) paperId!: string | null;
  @Shown.text({ nullable: true }) targetId!: string | null;
  @Shown.oneOf(['lateness', 'return', 'attribution'], { nullable: true, description: 'Of an objection: what is disputed' }) what!: string | null;
  @Shown.text({ nullable: true, description: 'Of a correction: the duty whose lateness is put right' }) duty!: string | null;
  @Shown.number({ nullable: true, description: 'Its arming' }) arming!: number | null;
  @Shown.a(() => NotNowBody, { nullable: true, description: 'Why it would be refused now; null where it would be taken' }) refused!: NotNowBody | null;
}

@ApiSchema({ description: 'What could be asked of the item now, and of each whether the caller may, and otherwise why not and who could; nothing was written' })
export class ItemActsBody {
  @Shown.text() itemId!: string;
  @Shown.number({ description: 'Material version that this is true of: give it as If-Match' }) version!: number;
  @Shown.moment() now!: string;
  @Shown.several(() => ConceivableActBody) acts!: ConceivableActBody[];
}

class StepAfterBody {
  @Shown.text() stepId!: string;
  @Shown.day({ nullable: true }) deadline!: string | null;
  @Shown.oneOf(LIGHTS) light!: string;
}

export class EffectBody {
  @Shown.text({ nullable: true, description: 'The code, where it would be refused' }) code!: string | null;
  @Shown.text({ nullable: true }) zh!: string | null;
  @Shown.text({ nullable: true }) en!: string | null;
  @Shown.day({ nullable: true, description: 'Deadline of the item' }) deadline!: string | null;
  @Shown.oneOf(LIGHTS, { description: 'Light of the item' }) light!: string;
  @Shown.several(() => StepAfterBody, { description: 'Steps whose deadline or light differs' }) steps!: StepAfterBody[];
  @Shown.number({ description: 'Latenesses that are put right' }) overturned!: number;
  @Shown.number({ description: 'Latenesses that come out' }) found!: number;
  @Shown.moment({ nullable: true, description: 'Until when the rungs rest' }) restUntil!: string | null;
  @Shown.text({ nullable: true, description: 'The unit that takes the assignment over' }) toUnitId!: string | null;
}

@ApiSchema({ description: 'What either ruling would do; nothing was written' })
export class RulingEffectsBody {
  @Shown.text() requestId!: string;
  @Shown.number({ description: 'Material version that this is true of' }) version!: number;
  @Shown.a(() => EffectBody) granted!: EffectBody;
  @Shown.a(() => EffectBody) refused!: EffectBody;
}

class RuledBody {
  @Shown.number() granted!: number;
  @Shown.number() refused!: number;
}

@ApiSchema({ description: 'How requests of the same kind by the same unit were ruled on so far' })
export class RequestHistoryBody {
  @Shown.text() requestId!: string;
  @Shown.text({ description: 'Who asks' }) unitId!: string;
  @Shown.oneOf(['decline', 'extension', 'reason', 'objection']) kind!: string;
  @Shown.a(() => RuledBody, { description: 'On this item' }) here!: RuledBody;
  @Shown.a(() => RuledBody, { description: 'On all items in which the unit has a share and which the caller reads, this one among them' }) everywhere!: RuledBody;
  @Shown.number({ description: 'Items that were counted' }) items!: number;
  @Shown.number({ description: 'Items in which the unit has a share, as far as the caller reads them; beyond those counted, the ones with the highest numbers are left out' }) total!: number;
}
