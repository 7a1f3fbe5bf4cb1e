import { useQuery } from '@tanstack/react-query';
import { Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { Answered } from '../../parts/answered';
import { ReadTable } from '../../parts/read-table';
import { language } from '../../words/language';

/** The figures that a formula may name, each with what it means: their names are what one types. */
export function Figures(): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['scheme-figures'], staleTime: Infinity, queryFn: () => answer(api.GET('/schemes/figures')) });
  const title = t('schemes.figures');
  const table = (
    <Answered query={query}>
      {({ figures }) => (
        <ReadTable
          title={title}
          rows={figures.map((f) => ({ ...f, id: f.name }))}
          columns={[
            { title: t('schemes.figureName'), render: (_, f) => <code>{f.name}</code> },
            { title: t('schemes.figureMeans'), render: (_, f) => f[language()] },
            { title: t('schemes.figureUnit'), render: (_, f) => f.unit[language()] },
          ]}
        />
      )}
    </Answered>
  );
  return <Collapse items={[{ key: 'figures', label: title, children: table }]} />;
}
