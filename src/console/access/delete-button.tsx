import { DeleteOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** Deletes something after asking. */
export function DeleteButton({
  name,
  text,
  act,
}: {
  name: string;
  text: string;
  act: () => Promise<unknown>;
}) {
  const { t } = useTranslation('access');
  const { modal } = App.useApp();
  const ask = () =>
    modal.confirm({
      title: t('delete.title', { name }),
      content: text,
      okText: t('delete.action'),
      okButtonProps: { danger: true },
      // A failure is shown by whoever acts; the question closes either way.
      onOk: () => act().catch(() => {}),
    });
  return (
    <Button danger size="small" icon={<DeleteOutlined />} aria-label={t('delete.of', { name })} onClick={ask}>
      {t('delete.action')}
    </Button>
  );
}
