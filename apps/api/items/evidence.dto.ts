import { ApiSchema } from '@nestjs/swagger';
import { Shown } from '../core/shown';
import { ItemAnswer } from './item.answer';

export class EvidenceBody {
  @Shown.text({ description: 'Give it with a submission', example: 'e0a1b2c3d4e5f' }) id!: string;
  @Shown.text() assignmentId!: string;
  @Shown.text({ nullable: true }) stepId!: string | null;
  @Shown.text({ description: 'As it was made safe', example: '培训名册.pdf' }) name!: string;
  @Shown.text({ example: 'application/pdf' }) mediaType!: string;
  @Shown.number() bytes!: number;
  @Shown.text({ description: 'Digest of the bytes, hex' }) sha256!: string;
  @Shown.moment() at!: string;
}

@ApiSchema({ description: 'The item as it now is, with the evidence that was attached' })
export class EvidenceAnswer extends ItemAnswer {
  @Shown.a(() => EvidenceBody) evidence!: EvidenceBody;
}

class ListedEvidence extends EvidenceBody {
  @Shown.flag({ description: 'Whether there is a preview that a page may show' }) preview!: boolean;
}

@ApiSchema({ description: 'Evidence of the item that the reader may see' })
export class EvidenceListBody {
  @Shown.text() itemId!: string;
  @Shown.several(() => ListedEvidence) evidence!: ListedEvidence[];
}
