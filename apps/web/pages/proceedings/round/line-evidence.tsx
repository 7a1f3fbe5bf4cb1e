import { Checkbox, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { EvidenceLine } from '../../../parts/evidence-table';
import { EvidenceUpload } from '../acts/evidence-field';
import { pathOf, useFiles } from '../evidence/files';
import type { FormLine } from './entries';

interface Of {
  roundId: string;
  line: FormLine;
  locked: boolean;
  /** The unit that the office stores it for (代录). */
  onBehalfOf?: string;
  /** Something was chosen without being typed. */
  changed: () => void;
}

/** What shows the line: files of the line that are there, each to be opened and chosen, and a picker for more. */
export function LineEvidence({ roundId, line, locked, onBehalfOf, changed }: Of): React.ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const round = { kind: 'reporting-round', id: roundId } as const;
  const files = (useFiles(round).data?.evidence ?? []).filter((e) => e.withdrawn === null && e.subject === line.id);
  const name = [line.id, 'evidenceIds'];
  const taken = ({ id }: { id: string }): void => {
    form.setFieldValue(name, [...((form.getFieldValue(name) as string[] | undefined) ?? []), id]);
    changed();
  };
  if (locked) return <EvidenceLine files={files.filter((e) => line.entry?.evidenceIds?.includes(e.id)).map((e) => ({ ...e, path: pathOf(round, e.id) }))} />;
  return (
    <>
      <Form.Item name={name} label={t('proceedingActs.fields.evidenceIds')} hidden={files.length === 0}>
        <Checkbox.Group options={files.map(({ id, name: label }) => ({ value: id, label }))} />
      </Form.Item>
      <EvidenceUpload found={round} subject={line.id} label={`${t('proceedingActs.upload')} ${line.number} ${line.title}`} onBehalfOf={onBehalfOf} warned taken={taken} />
    </>
  );
}
