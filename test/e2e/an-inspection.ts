import type { Finding, InspectionFigures, InspectionState } from '#libs/supervision/inspection/inspection.types';
import type { ProceedingView } from '#libs/supervision/proceeding/proceeding.view';
import type { RunningSystem } from '../support/running-system';

export type InspectionContent = Pick<InspectionState, 'scope' | 'approval'> & { findings: (Finding & { late: boolean })[]; figures: InspectionFigures | null };

export interface InspectionReply {
  proceeding: Omit<ProceedingView, 'content'> & { content: InspectionContent };
  position: string;
  replayed: boolean;
}

/** A finding as an inspector writes it, to be put right within five working days. */
export function aFinding(unitId: string, itemId: string, text: string): object {
  return { unitId, itemId, text, severity: 'major', basis: '工作要点', demand: '限期整改', workingDays: 5 };
}

export function findingOf({ proceeding }: InspectionReply, findingId: string): InspectionContent['findings'][number] {
  return proceeding.content.findings.find((f) => f.id === findingId)!;
}

/** Commands on inspections of the running system. */
export class Inspecting {
  constructor(private readonly system: RunningSystem) {}

  readonly act = (who: string, path: string, body: object = {}): Promise<InspectionReply> => this.system.as(who).post<InspectionReply>(`/inspections/${path}`, body);

  /** Signs the paper that a finding waits for. */
  readonly sign = (who: string, inspectionId: string, paperId: string): Promise<InspectionReply> => this.system.as(who).post<InspectionReply>(`/proceedings/inspection/${inspectionId}/papers/${paperId}/sign`);
}
