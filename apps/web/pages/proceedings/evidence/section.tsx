import { useTranslation } from 'react-i18next';
import { useUnits } from '../../../api/units';
import { Answered } from '../../../parts/answered';
import { EvidenceTable } from '../../../parts/evidence-table';
import { Section } from '../../../parts/page';
import { contentsOf } from '../acts/contents';
import type { Found } from '../acts/known';
import { pathOf, useFiles } from './files';

/** All files of a matter that the reader may see, each with what it shows. */
export function MatterEvidence({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const query = useFiles(found);
  const subjectOf = useSubjectOf(found);
  return (
    <Section title={t('proceedingParts.evidence')} term="evidence">
      <Answered query={query}>
        {({ evidence }) => {
          const standing = evidence.filter((e) => e.withdrawn === null);
          if (standing.length === 0) return <p className="secondary">{t('proceedingParts.noEvidence')}</p>;
          return <EvidenceTable title={t('proceedingParts.evidence')} files={standing} path={(e) => pathOf(found, e.id)} unitOf={(e) => nameOf(e.unitId)} subjectOf={(e) => [e.subject, ...e.cited].map(subjectOf).find((words) => words !== '') ?? ''} />;
        }}
      </Answered>
    </Section>
  );
}

/** A finding, a step, a visit or a unit by its id, in words; empty for the whole. */
function useSubjectOf(found: Found): (id: string | null) => string {
  const { nameOf } = useUnits();
  const { findings = [], steps = [], visits = [], units = [] } = contentsOf(found);
  const ofLink = (linkId: string): string | undefined => contentsOf(found).links?.find((l) => l.id === linkId)?.unitId;
  return (id) => {
    const visit = visits.find((v) => v.id === id);
    const unit = units.find((u) => u.unitId === id);
    return findings.find((f) => f.id === id)?.text ?? steps.find((s) => s.id === id)?.text ?? (visit && `${visit.day} ${nameOf('linkId' in visit ? (ofLink(visit.linkId) ?? '') : visit.unitId)}`) ?? (unit ? nameOf(unit.unitId) : '');
  };
}
