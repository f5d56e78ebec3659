import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { SwitchField } from './field.tsx';
import type { Form } from './form.ts';
import { catalogueQuery } from './queries.ts';
import { SecondsField } from './seconds-field.tsx';
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
        <SecondsField
          label={t('cuts.shot')}
          min={0.2}
          placeholder={3}
          value={process.SingleShotDuration}
          change={(SingleShotDuration) => change({ SingleShotDuration })}
        />
        <SecondsField
          label={t('cuts.image')}
          min={0.2}
          placeholder={process.SingleShotDuration ?? 3}
          value={process.ImageDuration}
          change={(ImageDuration) => change({ ImageDuration })}
        />
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
            <SecondsField
              label={t('cuts.duration')}
              min={0.04}
              max={10}
              step={0.1}
              placeholder={0.5}
              value={process.TransitionDuration}
              change={(TransitionDuration) => change({ TransitionDuration })}
            />
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
