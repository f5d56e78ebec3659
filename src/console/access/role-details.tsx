import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { CodeBlock } from '../explorer/code-block.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Attachments } from './attachments.tsx';
import { DeleteButton } from './delete-button.tsx';
import { type Role, roleQuery, useChange } from './queries.ts';
import { readable } from './readable.ts';

/** A role: who may assume it, and its policies. */
export function RoleDetails({ role: { RoleName, Arn, Description } }: { role: Role }) {
  const { t } = useTranslation('access');
  const { data, error, isPending, refetch } = useQuery(roleQuery(RoleName));
  const remove = useChange(() => call('DeleteRole', { RoleName }));
  return (
    <article aria-label={RoleName}>
      <header className="details-head">
        <div>
          <h2>{RoleName}</h2>
          <p className="hint">
            <code>{Arn}</code> <CopyButton text={Arn} />
          </p>
          {Description !== '' && <p>{Description}</p>}
        </div>
        <DeleteButton
          name={RoleName}
          text={t('roles.deleteText')}
          act={() => remove.mutateAsync(undefined)}
        />
      </header>
      <section className="details-part" aria-label={t('roles.trust')}>
        <h3>{t('roles.trust')}</h3>
        {error !== null && <Problem error={error} retry={() => void refetch()} />}
        {isPending && <Waiting rows={4} />}
        {data !== undefined && (
          <CodeBlock text={readable(data.AssumeRolePolicyDocument)} label={t('roles.trust')} />
        )}
      </section>
      <Attachments entity={{ kind: 'role', name: RoleName }} />
    </article>
  );
}
