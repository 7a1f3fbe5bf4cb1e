import { useQuery } from '@tanstack/react-query';
import { Grid } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { useMayAct } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { useFormKey } from '../../parts/form-key';
import { Page } from '../../parts/page';
import { RulesLinks } from '../rules/rules-links';
import { Versions } from '../rules/versions';
import { Corrections } from './corrections';
import { EditCalendar } from './edit-calendar';
import { Years } from './years';

type Version = Schemas['CalendarVersionBody'];

/** Working days and days off: what would move if a day changed? */
export function CalendarPage(): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['calendar'], queryFn: () => answer(api.GET('/calendar')) });
  const office = useMayAct('office');
  const wide = Grid.useBreakpoint().md !== false;
  return (
    <Page title={t('rules.calendar')} acts={<RulesLinks here="/rules/calendar" />}>
      <Answered query={query} rows={10}>
        {({ versions }) => {
          const newest = versions[0]!;
          return (
            <>
              <Versions versions={versions} />
              {office && wide ? <Edit newest={newest} /> : <Read newest={newest} />}
              {office && wide && <Corrections version={newest.version} />}
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

function Edit({ newest }: { newest: Version }): React.ReactNode {
  const { key, ...its } = useFormKey(newest.version);
  return <EditCalendar key={key} newest={newest} {...its} />;
}

function Read({ newest }: { newest: Version }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <p className="secondary">{t('rules.readOnly')}</p>
      <Years {...newest} />
    </>
  );
}
