import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { Moment } from '../parts/moment.tsx';
import { Attachments } from './attachments.tsx';
import { DeleteButton } from './delete-button.tsx';
import { Keys } from './keys.tsx';
import { type User, useChange } from './queries.ts';

/** A user: his keys, his policies. */
export function UserDetails({ user: { UserName, DisplayName, CreateDate, Comments } }: { user: User }) {
  const { t } = useTranslation('access');
  const remove = useChange(() => call('DeleteUser', { UserName }));
  return (
    <article aria-label={UserName}>
      <header className="details-head">
        <div>
          <h2>{UserName}</h2>
          <p className="hint">
            {[DisplayName, Comments].filter((word) => word !== '').map((word) => `${word} · `)}
            {t('since')} <Moment at={CreateDate} />
          </p>
        </div>
        <DeleteButton
          name={UserName}
          text={t('users.deleteText')}
          act={() => remove.mutateAsync(undefined)}
        />
      </header>
      <Keys userName={UserName} />
      <Attachments entity={{ kind: 'user', name: UserName }} />
    </article>
  );
}
