import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parsePolicy } from '../../policy/document.ts';
import { call } from '../api/call.ts';
import { useChange } from './queries.ts';

const firstDocument = JSON.stringify(
  { Version: '1', Statement: [{ Effect: 'Allow', Action: ['ice:List*', 'ice:Get*'], Resource: '*' }] },
  null,
  2,
);

/** What the server would say against a document; null when it is right. */
function faultOf(document: string, parse: (text: string) => unknown): string | null {
  try {
    parse(document);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

type Fields = { PolicyName: string; Description?: string };

/** Makes a policy, or a new version of one that there is. The grammar is checked while it is typed. */
export function PolicyEditor({
  name,
  document: old = firstDocument,
  close,
  done,
}: {
  /** Null for a new policy. */
  name: string | null;
  document?: string;
  close: () => void;
  done: (name: string) => void;
}) {
  const { t } = useTranslation('access');
  const [form] = Form.useForm<Fields>();
  const [document, setDocument] = useState(old);
  const fault = faultOf(document, parsePolicy);
  const save = useChange(
    async (fields: Fields) => {
      if (name === null) {
        await call('CreatePolicy', { ...fields, PolicyDocument: document });
        return fields.PolicyName;
      }
      await call('CreatePolicyVersion', {
        PolicyName: name,
        PolicyDocument: document,
        SetAsDefault: true,
        RotateStrategy: 'DeleteOldestNonDefaultVersionWhenLimitExceeded',
      });
      return name;
    },
    (saved) => done(saved),
  );
  return (
    <Modal
      open
      width={680}
      title={name === null ? t('policies.add') : t('policies.editOf', { name })}
      okText={t('save')}
      okButtonProps={{ disabled: fault !== null }}
      confirmLoading={save.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={(fields) => save.mutate(fields)}>
        {name === null && (
          <>
            <Form.Item
              name="PolicyName"
              label={t('policies.name')}
              rules={[{ required: true, pattern: /^[A-Za-z0-9-]{1,128}$/, message: t('policies.nameRule') }]}
            >
              <Input autoFocus autoComplete="off" />
            </Form.Item>
            <Form.Item name="Description" label={t('description')}>
              <Input autoComplete="off" maxLength={1024} />
            </Form.Item>
          </>
        )}
        <label htmlFor="policy-document">{t('policies.document')}</label>
        <Input.TextArea
          id="policy-document"
          className="code-input"
          spellCheck={false}
          autoSize={{ minRows: 10, maxRows: 24 }}
          value={document}
          status={fault === null ? '' : 'error'}
          aria-describedby="policy-fault"
          onChange={({ target }) => setDocument(target.value)}
        />
        <div id="policy-fault" aria-live="polite">
          {fault !== null && <Alert type="error" title={fault} />}
        </div>
      </Form>
    </Modal>
  );
}
