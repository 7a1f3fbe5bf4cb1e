import { Shown } from '../core/shown';

class EvidenceWithdrawnBody {
  @Shown.moment() at!: string;
  @Shown.text() personId!: string;
  @Shown.text() reason!: string;
}

/** Evidence of a proceeding; its bytes are fetched by its id. */
export class ProceedingEvidenceBody {
  @Shown.text({ description: 'Give it where evidence ids are asked for', example: 'e0a1b2c3d4e5f' }) id!: string;
  @Shown.text({ description: 'Whose it is' }) unitId!: string;
  @Shown.oneOf(['unit', 'team'], { description: 'A unit’s own, or the inspecting team’s' }) side!: string;
  @Shown.text() personId!: string;
  @Shown.text({ nullable: true, description: 'What it belongs to within the proceeding: a finding, a visit, a step, a line of a form, a unit’s scores' }) subject!: string | null;
  @Shown.text({ description: 'As it was made safe', example: '整改现场.jpg' }) name!: string;
  @Shown.text({ example: 'image/jpeg' }) mediaType!: string;
  @Shown.number() bytes!: number;
  @Shown.text({ description: 'Digest of the bytes, hex' }) sha256!: string;
  @Shown.moment() at!: string;
  @Shown.texts({ description: 'What was shown by it; empty where nothing cites it yet' }) cited!: string[];
  @Shown.a(() => EvidenceWithdrawnBody, { nullable: true }) withdrawn!: EvidenceWithdrawnBody | null;
}
