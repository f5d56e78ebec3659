import { EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { CodeBlock } from '../explorer/code-block.tsx';
import { Moment } from '../parts/moment.tsx';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { DeleteButton } from './delete-button.tsx';
import { PolicyEditor } from './policy-editor.tsx';
import { type Policy, policyQuery, useChange } from './queries.ts';
import { readable } from './readable.ts';

/** A policy with its document; those of the system can only be read. */
export function PolicyDetails({ policy }: { policy: Policy }) {
  const { t } = useTranslation('access');
  const { PolicyName, PolicyType, Description, DefaultVersion, AttachmentCount, UpdateDate } = policy;
  const { data, error, isPending, refetch } = useQuery(policyQuery(policy));
  const [isEditing, setEditing] = useState(false);
  const remove = useChange(() => call('DeletePolicy', { PolicyName, CascadingDelete: true }));
  const document = data?.DefaultPolicyVersion.PolicyDocument;
  const isOwn = PolicyType === 'Custom';
  return (
    <article aria-label={PolicyName}>
      <header className="details-head">
        <div>
          <h2>{PolicyName}</h2>
          <p className="hint">
            {t(`kind.${PolicyType}`)} · {t('policies.attached', { count: AttachmentCount })}
            {isOwn && (
              <>
                {' · '}
                {DefaultVersion} <Moment at={UpdateDate} />
              </>
            )}
          </p>
          {Description !== '' && <p>{Description}</p>}
        </div>
        {isOwn && (
          <div className="row">
            <Button
              size="small"
              icon={<EditOutlined />}
              disabled={document === undefined}
              onClick={() => setEditing(true)}
            >
              {t('policies.edit')}
            </Button>
            <DeleteButton
              name={PolicyName}
              text={t('policies.deleteText')}
              act={() => remove.mutateAsync(undefined)}
            />
          </div>
        )}
      </header>
      {error !== null && <Problem error={error} retry={() => void refetch()} />}
      {isPending && <Waiting rows={5} />}
      {document !== undefined && <CodeBlock text={readable(document)} label={t('policies.document')} />}
      {isEditing && document !== undefined && (
        <PolicyEditor
          name={PolicyName}
          document={readable(document)}
          close={() => setEditing(false)}
          done={() => setEditing(false)}
        />
      )}
    </article>
  );
}
