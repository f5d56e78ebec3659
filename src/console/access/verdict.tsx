import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../policy/evaluate.ts';
import { CodeBlock } from '../explorer/code-block.tsx';
import type { AttachedDocument } from './simulation.ts';

function statementText(policies: readonly AttachedDocument[], name: string, index: number): string {
  const document = policies.find(({ PolicyName }) => PolicyName === name)?.PolicyDocument ?? '{}';
  const { Statement } = JSON.parse(document) as { Statement?: unknown };
  const statement = Array.isArray(Statement) ? Statement[index] : Statement;
  return JSON.stringify(statement, null, 2);
}

/** What was decided, and the statements that decided it. */
export function Verdict({
  decision,
  policies,
}: {
  decision: Decision;
  policies: readonly AttachedDocument[];
}) {
  const { t } = useTranslation('access');
  const isAllowed = decision.decision === 'Allow';
  return (
    <div className={isAllowed ? 'verdict verdict-yes' : 'verdict verdict-no'} role="status">
      <p className="verdict-word">
        {isAllowed ? <CheckCircleFilled aria-hidden="true" /> : <CloseCircleFilled aria-hidden="true" />}
        {t(`simulator.decision.${decision.decision}`)}
      </p>
      <p>{t(`simulator.why.${decision.decision}`)}</p>
      {decision.matched.map(({ policy, statement }) => {
        if (policy === null) return null;
        const label = t('simulator.statement', { name: policy.name, number: statement + 1 });
        return (
          <section key={label} aria-label={label}>
            <h3>{label}</h3>
            <CodeBlock text={statementText(policies, policy.name, statement)} label={label} hasCopy={false} />
          </section>
        );
      })}
    </div>
  );
}
