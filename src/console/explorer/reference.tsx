import { useTranslation } from 'react-i18next';
import { type AnswerField, answerFields } from './answer-fields.ts';
import type { OperationInfo } from './operations.ts';
import { useSentences } from './words/use-sentences.ts';

function Fields({ fields }: { fields: readonly AnswerField[] }) {
  const { say } = useSentences();
  return (
    <ul className="answer-fields">
      {fields.map(({ name, type, description, fields: below }) => (
        <li key={name}>
          <code>{name}</code> <span className="parameter-type">{type}</span> {say(description)}
          {below.length > 0 && <Fields fields={below} />}
        </li>
      ))}
    </ul>
  );
}

/** What an operation answers, and the errors of its own. */
export function Reference({ operation: { answer, errors } }: { operation: OperationInfo }) {
  const { t } = useTranslation('explorer');
  const { say } = useSentences();
  return (
    <div className="samples">
      <h3>{t('answer')}</h3>
      <Fields
        fields={[...answerFields(answer), { name: 'RequestId', type: 'string', description: '', fields: [] }]}
      />
      <h3>{t('errors')}</h3>
      {errors.length === 0 && <p className="hint">{t('noErrors')}</p>}
      <dl className="error-list">
        {errors.map(({ code, status, meaning }) => (
          <div key={code}>
            <dt>
              <code>{code}</code> <span className="parameter-type">HTTP {status}</span>
            </dt>
            <dd>{say(meaning)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
