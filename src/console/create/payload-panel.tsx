import { EditOutlined } from '@ant-design/icons';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../explorer/code-block.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import type { Form } from './form.ts';
import { isFault, type PayloadFault, parsePayload, payloadText } from './payload.ts';

/** The payload of the form, as it would be sent; it can be copied, and another one can be pasted. */
export function PayloadPanel({ form, replace }: { form: Form; replace: (form: Form) => void }) {
  const { t } = useTranslation('create');
  const [edited, setEdited] = useState<string | null>(null);
  const [fault, setFault] = useState<PayloadFault | null>(null);
  const text = payloadText(form);

  if (edited === null) {
    return (
      <div className="payload">
        <div className="row">
          <CopyButton text={text} size="small">
            {t('payload.copy')}
          </CopyButton>
          <Button size="small" icon={<EditOutlined />} onClick={() => setEdited(text)}>
            {t('payload.edit')}
          </Button>
        </div>
        <CodeBlock text={text} label={t('payload.title')} hasCopy={false} />
      </div>
    );
  }
  const apply = () => {
    const read = parsePayload(edited);
    if (isFault(read)) return setFault(read);
    setFault(null);
    setEdited(null);
    replace(read);
  };
  const cancel = () => {
    setFault(null);
    setEdited(null);
  };
  return (
    <div className="payload">
      <p className="hint">{t('payload.hint')}</p>
      <Input.TextArea
        className="code-input"
        autoFocus
        spellCheck={false}
        aria-label={t('payload.title')}
        autoSize={{ minRows: 12, maxRows: 30 }}
        value={edited}
        onChange={({ target }) => setEdited(target.value)}
      />
      {fault !== null && (
        <Alert
          type="error"
          role="alert"
          title={fault.kind === 'syntax' ? t('payload.syntax') : t('payload.shape')}
          description={fault.kind === 'syntax' ? fault.message : undefined}
        />
      )}
      <div className="row">
        <Button type="primary" size="small" onClick={apply}>
          {t('payload.apply')}
        </Button>
        <Button size="small" onClick={cancel}>
          {t('payload.cancel')}
        </Button>
      </div>
    </div>
  );
}
