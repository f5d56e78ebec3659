import { Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MaterialLook, useMaterials } from '../create/materials.ts';
import { Thumbnail as Cover } from '../create/thumbnail.tsx';
import { clockTime } from '../parts/moments.ts';
import { createFrameGrabber, type FrameGrabber } from '../timeline/frame-grabber.ts';
import { Thumbnail } from '../timeline/thumbnail.tsx';
import { type ChosenClip, type ChosenReason, type ChosenSentence, readSelection } from './selection.ts';
import './why.css';

const judges = ['words', 'embeddings', 'sight', 'motion', 'loudness', 'speech'] as const;
const parts = ['opening', 'intro', 'highlight', 'ending'] as const;
const percent = (score: number) => `${Math.round(score * 100)} %`;

function Reasons({ reasons }: { reasons: readonly ChosenReason[] }) {
  const { t } = useTranslation('jobs');
  if (reasons.length === 0) return <p className="why-none">{t('why.nothing')}</p>;
  return (
    <ul className="why-reasons">
      {reasons.map(({ judge, score, detail }) => {
        const known = judges.find((name) => name === judge);
        return (
          <li key={judge}>
            <strong>{known === undefined ? judge : t(`why.judge.${known}`)}</strong> {percent(score)}
            {detail !== '' && ` · ${detail}`}
          </li>
        );
      })}
    </ul>
  );
}

function Clip({
  clip,
  look,
  grabber,
}: {
  clip: ChosenClip;
  look: MaterialLook;
  grabber: FrameGrabber | null;
}) {
  const { t } = useTranslation('jobs');
  const { from, to, score, reasons } = clip;
  const hasFrames = grabber !== null && look.file !== null && look.type !== 'image';
  return (
    <li className="why-clip">
      <div className="why-picture" aria-hidden="true">
        {hasFrames && look.file !== null ? (
          <Thumbnail grabber={grabber} path={look.file} seconds={(from + to) / 2} />
        ) : (
          <Cover look={look} />
        )}
      </div>
      <div>
        <p className="why-name">
          {look.title} <span>{t('why.range', { from: clockTime(from, true), to: clockTime(to, true) })}</span>
          {score !== null && <b title={t('why.score')}>{percent(score)}</b>}
        </p>
        <Reasons reasons={reasons} />
      </div>
    </li>
  );
}

function Sentence({
  sentence: { text, part, seconds, clips, runnersUp },
  lookOf,
  grabber,
}: {
  sentence: ChosenSentence;
  lookOf: (media: string) => MaterialLook;
  grabber: FrameGrabber | null;
}) {
  const { t } = useTranslation('jobs');
  const [isOpen, setOpen] = useState(false);
  const known = parts.find((name) => name === part);
  const silent = known === undefined ? part || t('why.silent') : t(`why.part.${known}`);
  const drawn = (list: readonly ChosenClip[]) =>
    list.map((clip, index) => (
      <Clip
        key={`${clip.media} ${clip.from} ${index + 1}`}
        clip={clip}
        look={lookOf(clip.media)}
        grabber={grabber}
      />
    ));
  return (
    <li className="why-sentence">
      <h3>
        {text || silent} <span>{clockTime(seconds, true)}</span>
      </h3>
      <ul>{drawn(clips)}</ul>
      {runnersUp.length > 0 && (
        <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>{t('why.others', { count: runnersUp.length })}</summary>
          {isOpen && <ul>{drawn(runnersUp)}</ul>}
        </details>
      )}
    </li>
  );
}

/** For each sentence of a video: the shot that was chosen, how well it fits and why, and what else there was. */
export function WhySection({ job }: { job: { ExtendOutput: string; ExtendInput: string } }) {
  const { t } = useTranslation('jobs');
  const outputs = useMemo(() => readSelection(job), [job]);
  const [chosen, setChosen] = useState(0);
  const [grabber, setGrabber] = useState<FrameGrabber | null>(null);
  useEffect(() => {
    const made = createFrameGrabber();
    setGrabber(made);
    return () => made.close();
  }, []);
  const sentences = outputs[chosen] ?? outputs[0] ?? [];
  const lookOf = useMaterials(
    sentences.flatMap(({ clips, runnersUp }) => [...clips, ...runnersUp].map(({ media }) => media)),
  );
  if (outputs.length === 0) return null;
  return (
    <section aria-labelledby="why" className="sheet why">
      <header>
        <h2 id="why">{t('why.title')}</h2>
        {outputs.length > 1 && (
          <Select
            aria-label={t('why.video')}
            value={chosen}
            onChange={setChosen}
            options={outputs.map((_, index) => ({
              value: index,
              label: t('video.number', { number: index + 1 }),
            }))}
          />
        )}
      </header>
      <ol>
        {sentences.map((sentence, index) => (
          <Sentence key={`${chosen} ${index + 1}`} sentence={sentence} lookOf={lookOf} grabber={grabber} />
        ))}
      </ol>
    </section>
  );
}
