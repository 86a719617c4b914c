'use client';
import { useRouter, useSearchParams } from 'next/navigation';
import { useState, useTransition } from 'react';
import { PAGES } from '@/shared/paths';
import { ApiRequestError } from '@/ui/api-request';
import { callApi } from '@/ui/call-api';
import { REGISTRATION_STEPS, type RegistrationStep, STEP_FIELDS } from '../domain/registration-steps';
import type { Draft } from '../draft';
import { DraftConflict } from './DraftConflict';
import { onboardingClient } from './onboarding-client';
import { RegistrationProgress } from './RegistrationProgress';
import { RegistrationStepForm, type StepFault } from './RegistrationStepForm';
import { type KeptSecrets, type RegistrationValues, stepSchema, toRegistration, valuesOf } from './registration-values';
import { useDraftSaving } from './use-draft-saving';

const STEP_PARAMETER = 'step';
const isStep = (name: string | null): name is RegistrationStep => REGISTRATION_STEPS.some((step) => step === name);
const keptOf = (draft: Draft | null): KeptSecrets => ({
  id_number: draft?.id_number_last4 ?? null,
  account_number: draft?.account_number_last4 ?? null,
});

/** What a person fills in to apply (plan, 2.4), step by step. It is kept on the server as it is typed. */
export function RegistrationForm({ initial, email }: { initial: Draft | null; email: string }) {
  const router = useRouter();
  const [leaving, startLeaving] = useTransition();
  const drafts = useDraftSaving(initial, (newer) => show(newer));
  const [kept, setKept] = useState(() => keptOf(initial));
  const [values, setValues] = useState(() => valuesOf(initial, email));
  const [fault, setFault] = useState<StepFault>();
  // A draft of another device gives every field another value: the form begins anew with it.
  const [edition, setEdition] = useState(0);
  const asked = useSearchParams().get(STEP_PARAMETER);
  const step = isStep(asked) ? asked : (initial?.step ?? 'business');

  function goTo(next: RegistrationStep, faults?: StepFault): void {
    setFault(faults);
    window.history.pushState(null, '', `?${STEP_PARAMETER}=${next}`);
    window.scrollTo({ top: 0 });
  }

  function typed(changed: RegistrationValues, at: RegistrationStep = step): RegistrationValues {
    const all = { ...values, ...changed };
    setValues(all);
    drafts.keep({ step: at, values: all });
    return all;
  }

  function show(draft: Draft | null): void {
    drafts.goOnFrom(draft);
    setKept(keptOf(draft));
    setValues(valuesOf(draft, email));
    setEdition((number) => number + 1);
  }

  function restart(draft: Draft | null): void {
    show(draft);
    goTo(draft?.step ?? 'business');
  }

  async function handIn(all: RegistrationValues): Promise<void> {
    const faulty = REGISTRATION_STEPS.find((one) => isFaulty(one, all, kept));
    if (faulty) return goTo(faulty, { recheck: true });
    await drafts.end();
    try {
      await register(toRegistration(all, kept));
    } catch (error) {
      drafts.resume();
      const elsewhere = error instanceof ApiRequestError && stepOf(error);
      if (!elsewhere || elsewhere === step) throw error;
      return goTo(elsewhere, { message: error.message });
    }
    startLeaving(() => {
      router.push(PAGES.partner.verify);
      // The frame around the page offers other sections from now on.
      router.refresh();
    });
  }

  async function done(changed: RegistrationValues): Promise<void> {
    const next = REGISTRATION_STEPS[REGISTRATION_STEPS.indexOf(step) + 1];
    const all = typed(changed, next ?? step);
    if (!next) return handIn(all);
    void drafts.flush();
    goTo(next);
  }

  return (
    <div className="grid gap-4">
      <RegistrationProgress step={step} />
      {drafts.saving.state === 'conflict' ? <DraftConflict onChoose={choose} /> : null}
      <RegistrationStepForm
        key={`${edition} ${step}`}
        step={step}
        values={values}
        kept={kept}
        fault={fault}
        saving={drafts.saving}
        leaving={leaving}
        onTyped={typed}
        onDone={done}
        onBack={() => goTo(REGISTRATION_STEPS[REGISTRATION_STEPS.indexOf(step) - 1] ?? 'business')}
        onRestart={() => restart(null)}
      />
    </div>
  );

  function choose(draft: Draft | null, isTheirs: boolean): void {
    if (isTheirs) restart(draft);
    else {
      drafts.goOnFrom(draft);
      setKept(keptOf(draft));
      drafts.keep({ step, values });
    }
  }
}

function isFaulty(step: RegistrationStep, values: RegistrationValues, kept: KeptSecrets): boolean {
  const verdict = stepSchema(step, kept)['~standard'].validate(values);
  return verdict instanceof Promise || verdict.issues !== undefined;
}

/** The step in which the first field stands that the API refuses. */
function stepOf({ fields }: ApiRequestError): RegistrationStep | undefined {
  return REGISTRATION_STEPS.find((step) => Object.keys(STEP_FIELDS[step]).some((name) => name in fields));
}

/** Hands the application in. Whoever has applied before, in another tab perhaps, goes on just the same. */
async function register(json: ReturnType<typeof toRegistration>): Promise<void> {
  try {
    await callApi(onboardingClient.partners.onboarding.$post({ json }));
  } catch (error) {
    if (!(error instanceof ApiRequestError && error.code === 'application_exists')) throw error;
  }
}
