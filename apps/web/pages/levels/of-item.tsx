import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { useIdentity, useMayAct } from '../../api/use-session';
import { useUnits } from '../../api/units';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { asked } from '../../words/figures';
import { Gap } from './gap';
import styles from './levels.module.css';
import { useRollUpOfItem, useTold, type Figure } from './roll-up';
import { SettleOverlap } from './settle-overlap';
import { colon, inBrackets } from '../../words/marks';

type Found = Schemas['ItemPageBody'];

/** An item's figures with all that is told towards them, from every level; nothing where the item's own reports are all there is. */
export function OfItem({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const targets = (useRollUpOfItem(found.id).data?.targets ?? []).filter((f) => f.itemId === found.id);
  const more = targets.filter((f) => f.undecided.length + f.keptApart.length + f.missing.length > 0 || f.lower !== null || f.promised !== null);
  if (more.length === 0) return null;
  return (
    <Section title={t('levels.ofItem')} term="rollUp">
      {more.map((figure) => (
        <OneFigure key={figure.targetId} found={found} figure={figure} />
      ))}
    </Section>
  );
}

function OneFigure({ found, figure }: { found: Found; figure: Figure }): React.ReactNode {
  const { t } = useTranslation();
  const told = useTold();
  const facts: [string, React.ReactNode][] = [
    [t('levels.asked'), `${asked(figure)} ${figure.unit}`],
    [t('levels.total'), figure.addsUp ? told.value(figure.total, figure.unit) : `${told.value(figure.total, figure.unit)}${inBrackets(t('levels.never'))}`],
    [t('levels.own'), told.value(figure.own, figure.unit)],
    [t('levels.below'), told.value(figure.lower, figure.unit)],
    [t('levels.promised'), figure.promised === null ? t('common.none') : told.value(figure.promised, figure.unit)],
    [t('levels.gap'), <Gap key="gap" figure={figure} />],
  ];
  return (
    <>
      <h3 className={styles['figure']}>{figure.metric}</h3>
      <p className="numbers">
        {facts.map(([label, shown], n) => (
          <span key={label}>
            {n > 0 && ' · '}
            {label} <strong>{shown}</strong>
          </span>
        ))}
      </p>
      <Sources figure={figure} />
      {!figure.addsUp && <p className="secondary">{t('levels.neverHelp')}</p>}
      {figure.missing.length > 0 && <p className={styles['missing']}>{t('levels.missing', { count: figure.missing.length })}</p>}
      {figure.undecided.map((each) => (
        <Undecided key={each.sources.join()} found={found} figure={figure} undecided={each} />
      ))}
    </>
  );
}

function Sources({ figure }: { figure: Figure }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const told = useTold();
  const added = figure.sources.map((s) => ({ id: s.source, who: nameOf(s.unitId), value: told.value(s.value, figure.unit), asOf: s.asOf, itemId: s.lower?.itemId, apart: false }));
  const apart = figure.keptApart.map((k) => ({ id: `${k.itemId}/${k.targetId}`, who: nameOf(k.officeUnitId), value: told.value(k.value, k.unit), asOf: null, itemId: k.itemId, apart: true }));
  return (
    <ReadTable
      title={`${t('levels.who')}${colon()}${figure.metric}`}
      rows={[...added, ...apart]}
      columns={[
        { title: t('levels.who'), render: (_, s) => (s.itemId === undefined ? s.who : <Link to="/items/$itemId" params={{ itemId: s.itemId }}>{s.who}</Link>) },
        { title: t('levels.value'), align: 'right', className: 'numbers', dataIndex: 'value' },
        { title: t('levels.asOf'), className: 'numbers', render: (_, s) => s.asOf ?? t('common.none') },
        { title: t('levels.level'), render: (_, s) => (s.apart ? t('levels.apart') : s.itemId === undefined ? t('levels.own') : t('levels.below')) },
      ]}
    />
  );
}

/** Values that may be one thing; the item's office says whether they are. */
function Undecided({ found, figure, undecided }: { found: Found; figure: Figure; undecided: Figure['undecided'][number] }): React.ReactNode {
  const { t } = useTranslation();
  const told = useTold();
  const identity = useIdentity();
  const [settling, setSettling] = useState(false);
  const may = useMayAct('office') && identity.unitId === figure.officeUnitId;
  return (
    <p className={styles['undecided']}>
      <span>
        ? {t('levels.undecided')}{inBrackets(t(`levels.why.${undecided.why as 'sameItem'}`))}{colon()}{undecided.sources.map((s) => told.source(figure, s)).join(t('common.list'))}
      </span>
      {may && (
        <Button size="small" onClick={() => setSettling(true)}>
          {t('levels.settle.title')}
        </Button>
      )}
      {settling && <SettleOverlap found={found} figure={figure} sources={undecided.sources} close={() => setSettling(false)} />}
    </p>
  );
}
