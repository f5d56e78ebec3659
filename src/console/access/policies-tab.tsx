import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NameList } from './name-list.tsx';
import { PolicyDetails } from './policy-details.tsx';
import { PolicyEditor } from './policy-editor.tsx';
import { policiesQuery } from './queries.ts';

/** All policies, and the document of one of them. */
export function PoliciesTab() {
  const { t } = useTranslation('access');
  const query = useQuery(policiesQuery);
  const [wanted, setWanted] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const policy = query.data?.find(({ PolicyName }) => PolicyName === wanted) ?? query.data?.[0];
  return (
    <>
      <NameList
        label={t('policies.title')}
        query={query}
        nameOf={({ PolicyName }) => PolicyName}
        noteOf={({ PolicyType }) => t(`kind.${PolicyType}`)}
        chosen={policy?.PolicyName ?? null}
        choose={setWanted}
        addLabel={t('policies.add')}
        add={() => setAdding(true)}
        emptyText={t('policies.empty')}
      >
        {policy !== undefined && <PolicyDetails key={policy.PolicyName} policy={policy} />}
      </NameList>
      {isAdding && (
        <PolicyEditor
          name={null}
          close={() => setAdding(false)}
          done={(name) => {
            setAdding(false);
            setWanted(name);
          }}
        />
      )}
    </>
  );
}
