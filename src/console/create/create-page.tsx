import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Tabs } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { call } from '../api/call.ts';
import { batchListKey, jobCountsKey } from '../api/jobs.ts';
import { useSession } from '../api/session.ts';
import { readDraft as readJobDraft } from '../jobs/draft.ts';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import './create.css';
import { useDebounced } from '../parts/use-debounced.ts';
import { dropDraft, keepDraft, readDraft } from './draft.ts';
import { type Form, firstForm, type Group, type ShotScript } from './form.ts';
import { FormSections } from './form-sections.tsx';
import { type Keyed, withKeys } from './keyed.ts';
import { changeKind, hasFootage, type JobKind, kindOf, type Parked } from './kind.ts';
import { KindChoice } from './kind-choice.tsx';
import { clientToken, outputAddress } from './names.ts';
import { isFault, payloadText, readPayload, requestParameters } from './payload.ts';
import { PayloadPanel } from './payload-panel.tsx';
import { PlanPanel } from './plan-panel.tsx';

/**
 * The form with keys for what can be moved in it, and what it had before its type was changed. `generation` counts how
 * often it was replaced as a whole.
 */
type State = {
  form: Form;
  kind: JobKind;
  parked: Parked;
  groups: Keyed<Group>[];
  shots: Keyed<ShotScript>[];
  generation: number;
};

const stateOf = (form: Form, kind: JobKind, parked: Parked, generation: number): State => ({
  form,
  kind,
  parked,
  groups: withKeys(form.InputConfig.MediaGroupArray),
  shots: withKeys(form.InputConfig.SceneInfo.ShotInfo.ShotScripts),
  generation,
});

function formOf({ form, groups, shots }: State): Form {
  const { SceneInfo } = form.InputConfig;
  const ShotInfo = { ...SceneInfo.ShotInfo, ShotScripts: shots.map(({ value }) => value) };
  return {
    ...form,
    InputConfig: {
      ...form.InputConfig,
      MediaGroupArray: groups.map(({ value }) => value),
      SceneInfo: { ...SceneInfo, ShotInfo },
    },
  };
}

/** The form to begin with: a job that is submitted again, what was left here before, or an empty one. */
function useFirstForm(): { first: () => Form; fresh: () => Form } {
  const { t, i18n } = useTranslation('create');
  const { user } = useSession();
  const { state } = useLocation();
  const fresh = () =>
    firstForm({
      mediaUrl: outputAddress(user.account, new Date()),
      groupName: t('groups.name', { number: 1 }),
      // The server takes texts for Chinese unless it is told.
      language: i18n.language.startsWith('zh') ? '' : 'en',
    });
  const first = () => {
    const draft = readJobDraft(state);
    if (draft === null) return readDraft() ?? fresh();
    const { JobType: _, ...parameters } = draft;
    const form = readPayload(parameters);
    return isFault(form) ? fresh() : form;
  };
  return { first, fresh };
}

/** The page on which a job is made: a guided form, its payload beside it, and what would come of it. */
export default function CreatePage() {
  const { t } = useTranslation('create');
  const { modal } = App.useApp();
  const { first, fresh } = useFirstForm();
  const [state, setState] = useState(() => {
    const form = first();
    return stateOf(form, kindOf(form), {}, 0);
  });
  const form = useMemo(() => formOf(state), [state]);
  const replace = (next: Form) =>
    setState(({ generation }) => stateOf(next, kindOf(next), {}, generation + 1));
  const chooseKind = (kind: JobKind) =>
    setState((current) => {
      const { kind: from, parked, generation } = current;
      const groupName = t('groups.name', { number: 1 });
      const changed = changeKind(formOf(current), { from, to: kind, parked, groupName });
      return stateOf(changed.form, kind, changed.parked, generation + 1);
    });
  const isComplete = hasFootage(form);
  const settledText = useDebounced(payloadText(form), 700);
  // Text is compared by its value, so the dry run is asked for once a payload.
  const settled = useMemo(() => requestParameters(JSON.parse(settledText)), [settledText]);
  useEffect(() => keepDraft(form), [form]);

  const startOver = () =>
    modal.confirm({
      title: t('startOver.title'),
      content: t('startOver.text'),
      okText: t('startOver.action'),
      onOk: () => replace(fresh()),
    });
  const submit = useSubmit(form);
  const submitButton = (
    <Button
      type="primary"
      size="large"
      disabled={!isComplete}
      loading={submit.isPending}
      onClick={() => submit.mutate()}
    >
      {t('submit', { count: form.OutputConfig.Count ?? 1 })}
    </Button>
  );
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={<Button onClick={startOver}>{t('startOver.action')}</Button>}
    >
      <KindChoice kind={state.kind} choose={chooseKind} />
      <div className="create">
        <FormSections
          key={state.generation}
          kind={state.kind}
          form={form}
          groups={state.groups}
          shots={state.shots}
          changeForm={(change) => setState((current) => ({ ...current, form: change(current.form) }))}
          changeGroups={(change) => setState((current) => ({ ...current, groups: change(current.groups) }))}
          changeShots={(change) => setState((current) => ({ ...current, shots: change(current.shots) }))}
        />
        <aside className="create-side" aria-label={t('plan.title')}>
          <Tabs
            items={[
              {
                key: 'plan',
                label: t('plan.title'),
                children: (
                  <PlanPanel
                    kind={state.kind}
                    parameters={settled}
                    isComplete={isComplete}
                    count={form.OutputConfig.Count ?? 1}
                  />
                ),
              },
              {
                key: 'payload',
                label: t('payload.title'),
                children: <PayloadPanel form={form} replace={replace} />,
              },
            ]}
          />
          {submit.error !== null && <Problem error={submit.error} />}
          {submitButton}
        </aside>
      </div>
    </Page>
  );
}

/** Submits the form and goes to the job. A repeat after a lost answer is the same job: the token stays until it worked. */
function useSubmit(form: Form) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const token = useRef({ text: '', value: '' });
  return useMutation({
    mutationFn: () => {
      const text = payloadText(form);
      if (token.current.text !== text) token.current = { text, value: clientToken() };
      return call('SubmitBatchMediaProducingJob', {
        ...requestParameters(JSON.parse(text)),
        ClientToken: token.current.value,
      });
    },
    onSuccess: async ({ JobId }) => {
      dropDraft();
      void client.invalidateQueries({ queryKey: batchListKey });
      void client.invalidateQueries({ queryKey: jobCountsKey });
      await navigate(`/jobs/${JobId}`);
    },
  });
}
