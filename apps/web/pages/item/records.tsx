import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { useUnits } from '../../api/units';
import { Download } from '../../parts/download';
import { Light, type LightColour } from '../../parts/light';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { cityMoment } from '../../words/moments';
import { colon, inBrackets } from '../../words/marks';
import { correctedOf } from './corrected';

type Found = Schemas['ItemPageBody'];

const unitOf = (found: Found, assignmentId: string, nameOf: (id: string) => string): string => nameOf(found.assignments.find(({ id }) => id === assignmentId)?.unitId ?? '');

/** What is delivered by which day, and by whom. */
export function Steps({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <Section title={t('itemParts.steps')}>
      <ReadTable
        title={t('itemParts.steps')}
        rows={found.steps}
        columns={[
          { title: t('itemParts.step'), render: (_, s) => (s.period === null ? s.title : `${s.title}${inBrackets(s.period)}`) },
          { title: t('itemParts.unit'), render: (_, s) => unitOf(found, s.assignmentId, nameOf) },
          { title: t('item.light'), render: (_, s) => <Light light={s.light as LightColour} late={s.completedLate} corrected={correctedOf(s)?.was as LightColour | undefined} /> },
          { title: t('item.status'), render: (_, s) => t(`supervision.status.${s.status as 'open'}`) },
          { title: t('itemParts.deadline'), className: 'numbers', render: (_, s) => (s.deadline === null ? t('common.none') : s.firstDeadline !== null && s.firstDeadline !== s.deadline ? `${s.deadline}${inBrackets(t('itemParts.first', { day: s.firstDeadline }))}` : s.deadline) },
          { title: t('item.stepShare'), align: 'right', className: 'numbers', render: (_, s) => (s.percent === null ? t('item.noStepShare') : `${s.percent}%`) },
        ]}
      />
    </Section>
  );
}

/** What units asked for and how it was ruled. */
export function Requests({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <Section title={t('itemParts.requests')} term="extension">
      {found.requests.length === 0 ? (
        <p className="secondary">{t('itemParts.noRequests')}</p>
      ) : (
        <ReadTable
          title={t('itemParts.requests')}
          rows={found.requests}
          columns={[
            { title: t('itemParts.requests'), render: (_, r) => t(`itemParts.requestKinds.${r.kind as 'extension'}`) },
            { title: t('itemParts.unit'), render: (_, r) => nameOf(r.unitId) },
            { title: t('itemParts.at'), className: 'numbers', render: (_, r) => cityMoment(r.at) },
            { title: t('itemActs.fields.day'), className: 'numbers', render: (_, r) => r.day ?? t('common.none') },
            { title: t('itemActs.fields.reason'), dataIndex: 'reason' },
            { title: t('item.status'), render: (_, r) => t(`itemParts.requestStatus.${r.status as 'open'}`) },
            { title: t('itemParts.ruledAt'), className: 'numbers', render: (_, r) => (r.ruledAt === null ? null : cityMoment(r.ruledAt)) },
          ]}
        />
      )}
    </Section>
  );
}

/** Supervision orders, when they went out, and what their units answered. */
export function Papers({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <Section title={t('itemParts.papers')} term="paper">
      {found.papers.length === 0 ? (
        <p className="secondary">{t('itemParts.noPapers')}</p>
      ) : (
        <ReadTable
          title={t('itemParts.papers')}
          rows={found.papers}
          columns={[
            { title: t('itemParts.papers'), render: (_, p) => t(`itemParts.paperKinds.${p.kind as 'bluePaper'}`) },
            { title: t('itemParts.unit'), render: (_, p) => unitOf(found, p.assignmentId, nameOf) },
            { title: t('item.status'), render: (_, p) => `${t(`itemParts.paperStatus.${p.status as 'drafted'}`)} ${p.settledAt === null ? '' : cityMoment(p.settledAt)}` },
            { title: t('itemActs.names.answerPaper'), render: (_, p) => (p.answer === null ? t('itemParts.unanswered') : `${t('itemParts.answered', { at: cityMoment(p.answer.at) })}${colon()}${p.answer.text}`) },
            {
              title: '',
              render: (_, p) => (
                <Download size="small" path={`/items/${found.id}/papers/${p.id}/document`}>
                  {t('itemParts.download')}
                </Download>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
