import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';

/** What units are told apart by (分类指导): kind, size, trade, region. @param at where they are typed */
export function TraitsFields({ at = [] }: { at?: readonly (string | number)[] }): React.ReactNode {
  const { t } = useTranslation();
  const choices = (words: object): { value: string; label: string }[] => Object.entries(words as Record<string, string>).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Form.Item name={[...at, 'unitClass']} label={t('schemes.traits.unitClass')}>
        <Select allowClear options={choices(t('schemes.unitClasses', { returnObjects: true }))} />
      </Form.Item>
      <Form.Item name={[...at, 'size']} label={t('schemes.traits.size')}>
        <Select allowClear options={choices(t('schemes.sizes', { returnObjects: true }))} />
      </Form.Item>
      {(['trade', 'region'] as const).map((trait) => (
        <Form.Item key={trait} name={[...at, trait]} label={t(`schemes.traits.${trait}`)}>
          <Input maxLength={40} />
        </Form.Item>
      ))}
    </>
  );
}
