import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Shown } from '../core/shown';
import { ProceedingEvidenceBody } from './evidence-body.dto';
import { ProceedingAnswer } from './proceeding-view.dto';

class ListedEvidenceBody extends ProceedingEvidenceBody {
  @Shown.flag({ description: 'Whether there is a preview that a page may show' }) preview!: boolean;
}

@ApiSchema({ description: 'Evidence of the proceeding that the reader may see' })
export class ProceedingEvidenceListBody {
  @Shown.text() kind!: string;
  @Shown.text() id!: string;
  @Shown.several(() => ListedEvidenceBody) evidence!: ListedEvidenceBody[];
}

@ApiSchema({ description: 'The proceeding as it now is, with the evidence that was attached' })
export class ProceedingEvidenceAnswer extends ProceedingAnswer {
  @ApiProperty({ type: () => ProceedingEvidenceBody })
  evidence!: ProceedingEvidenceBody;
}
