import { useQuery } from '@tanstack/react-query';
import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Field, SwitchField } from './field.tsx';
import type { Form } from './form.ts';
import { catalogueQuery } from './queries.ts';
import { Section } from './section.tsx';
import { TransitionCard } from './transition-card.tsx';

type Process = Form['EditingConfig']['ProcessConfig'];

function Gallery({ chosen, change }: { chosen: readonly string[]; change: (names: string[]) => void }) {
  const { t } = useTranslation('create');
  const { data, error, isPending, refetch } = useQuery(catalogueQuery);
  if (isPending) return <Waiting rows={3} />;
  if (data === undefined) return <Problem error={error} retry={() => void refetch()} />;
  const drawn = data.transitions.filter((transition) => transition.drawn).map(({ name }) => name);
  return (
    <ul className="transitions" aria-label={t('cuts.gallery')}>
      {drawn.map((name) => {
        const isChosen = chosen.includes(name);
        return (
          <li key={name}>
            <TransitionCard
              name={name}
              isChosen={isChosen}
              toggle={() => change(isChosen ? chosen.filter((other) => other !== name) : [...chosen, name])}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** How long shots are, and how one goes over into the next. */
export function CutsSection({
  process,
  change,
}: {
  process: Process;
  change: (part: Partial<Process>) => void;
}) {
  const { t } = useTranslation('create');
  const isOn = process.AllowTransition === true;
  return (
    <Section title={t('cuts.title')} hint={t('cuts.hint')}>
      <div className="fields">
        <Field label={t('cuts.shot')}>
          {(id) => (
            <InputNumber
              id={id}
              min={0.2}
              max={3600}
              step={0.5}
              suffix={t('seconds')}
              placeholder="3"
              value={process.SingleShotDuration}
              onChange={(SingleShotDuration) => change({ SingleShotDuration })}
            />
          )}
        </Field>
        <Field label={t('cuts.image')}>
          {(id) => (
            <InputNumber
              id={id}
              min={0.2}
              max={3600}
              step={0.5}
              suffix={t('seconds')}
              placeholder={String(process.SingleShotDuration ?? 3)}
              value={process.ImageDuration}
              onChange={(ImageDuration) => change({ ImageDuration })}
            />
          )}
        </Field>
      </div>
      <SwitchField
        label={t('cuts.allow')}
        isOn={isOn}
        change={(on) => change({ AllowTransition: on ? true : null })}
      />
      {isOn && (
        <>
          <p className="hint">{t('cuts.pool')}</p>
          <Gallery chosen={process.TransitionList} change={(TransitionList) => change({ TransitionList })} />
          <div className="fields">
            <Field label={t('cuts.duration')}>
              {(id) => (
                <InputNumber
                  id={id}
                  min={0.04}
                  max={10}
                  step={0.1}
                  suffix={t('seconds')}
                  placeholder="0.5"
                  value={process.TransitionDuration}
                  onChange={(TransitionDuration) => change({ TransitionDuration })}
                />
              )}
            </Field>
            <SwitchField
              label={t('cuts.uniform')}
              isOn={process.UseUniformTransition ?? true}
              change={(on) => change({ UseUniformTransition: on ? null : false })}
            />
          </div>
        </>
      )}
    </Section>
  );
}
