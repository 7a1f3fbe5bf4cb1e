import { Form } from 'antd';

/** Part of a form's line that nobody types and that goes along with it: what no field stands for, a form leaves out of what it sends. */
export function KeptField({ name }: { name: (string | number)[] }): React.ReactNode {
  return (
    <Form.Item name={name} noStyle>
      <Nothing />
    </Form.Item>
  );
}

function Nothing(): React.ReactNode {
  return null;
}
