import { useTranslation } from 'react-i18next';
import { useNamesIn } from '../../../api/people';
import { useUnits } from '../../../api/units';
import { Section } from '../../../parts/page';
import { figure } from '../../../words/figures';
import type { Found } from '../acts/known';
import { BroughtBack } from './brought-back';
import { Facts } from './facts';
import styles from './kinds.module.css';

type Survey = Extract<Found, { kind: 'survey' }>;
type Place = Survey['content']['places'][number];

/** What is to be found out, by whom and until when, and what each place brought: its figures, examples and difficulties. */
export function SurveyPart({ found }: { found: Survey }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { text, surveyorUnitId, from, until, conclusion, places } = found.content;
  const personOf = useNamesIn([surveyorUnitId]);
  return (
    <>
      <Facts
        facts={[
          [t('openMatter.purpose'), text],
          [t('proceedingParts.surveyor'), nameOf(surveyorUnitId)],
          [t('proceedingParts.days'), <span key="days" className="numbers">{`${from} – ${until}`}</span>],
          [t('proceedingActs.fields.surveyConclusion'), conclusion],
        ]}
      />
      <Section title={t('proceedingParts.places')} term="survey">
        <ul className={styles['cards']}>
          {places.map((place) => (
            <li key={place.id}>
              <strong>{[place.name, place.unitId !== null && nameOf(place.unitId) !== place.name ? nameOf(place.unitId) : null].filter(Boolean).join(' · ')}</strong>
              <Brought place={place} personOf={personOf} />
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Brought({ place: { report, leftOut, figures }, personOf }: { place: Place; personOf: (id: string) => string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  if (report === null) return <p className="secondary">{leftOut === null ? t('proceedingParts.placeOpen') : t('proceedingParts.placeLeftOut', { reason: leftOut })}</p>;
  const went = report.personIds.flatMap((id) => personOf(id) ?? []);
  return (
    <>
      <p className="secondary numbers">{[t('proceedingParts.surveyedOn', { day: report.day }), went.length > 0 ? `${t('proceedingParts.wentThere')} ${went.join(t('common.list'))}` : null].filter(Boolean).join(' · ')}</p>
      <p>{report.text}</p>
      <Facts
        facts={[
          [t('proceedingParts.figures'), figures.length > 0 && <Figures figures={figures} />],
          [t('proceedingParts.stories'), report.stories.length > 0 && report.stories.map((s) => <p key={s.title}><strong>{s.title}</strong> {s.text}</p>)],
          [t('proceedingParts.broughtBack'), report.difficultyIds.length > 0 && <BroughtBack ids={report.difficultyIds} />],
        ]}
      />
    </>
  );
}

/** Each figure with its unit, its reckoning and its day; what it said before a correction is struck out. */
function Figures({ figures }: { figures: Place['figures'] }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <ul className={styles['plain']}>
      {figures.map(({ id, metric, value, unit, reckoning, asOf, corrected }) => (
        <li key={id}>
          {metric} {corrected.length > 0 && <del className="numbers">{figure(corrected.at(-1)!.value)}</del>} <strong className="numbers">{figure(value)}</strong> {unit}{' '}
          <span className="secondary numbers">{[t(`proceedingActs.options.${reckoning}`), asOf && t('proceedingParts.asOf', { day: asOf }), corrected.length > 0 && t('proceedingParts.corrected', { reason: corrected.at(-1)!.reason })].filter(Boolean).join(' · ')}</span>
        </li>
      ))}
    </ul>
  );
}
