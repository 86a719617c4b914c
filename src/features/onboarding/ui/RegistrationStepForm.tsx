'use client';
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { SubmitButton } from '@/ui/SubmitButton';
import { formatTime } from '@/ui/time-format';
import { useApiForm } from '@/ui/use-api-form';
import { REGISTRATION_STEPS, type RegistrationStep } from '../domain/registration-steps';
import { AddressFields } from './AddressFields';
import { BankFields } from './BankFields';
import { BusinessFields } from './BusinessFields';
import { ConsentFields } from './ConsentFields';
import { ContactFields } from './ContactFields';
import { STEP_LABELS } from './RegistrationProgress';
import type { RegistrationFormState } from './registration-fields';
import { type KeptSecrets, type RegistrationValues, stepSchema } from './registration-values';
import { dropDraft, type Saving } from './use-draft-saving';

/** Why one came back to a step: a refusal's sentence, or faults that the step itself finds when it is checked again. */
export type StepFault = { message?: string; recheck?: boolean };

type StepFormProps = {
  step: RegistrationStep;
  values: RegistrationValues;
  kept: KeptSecrets;
  fault: StepFault | undefined;
  saving: Saving;
  /** On the way to the next page. */
  leaving: boolean;
  onTyped: (changed: RegistrationValues) => void;
  onDone: (changed: RegistrationValues) => Promise<void>;
  onBack: () => void;
  onRestart: () => void;
};

const WHY: Record<RegistrationStep, string> = {
  business: 'Tells us whom we would pay, and which documents we need from you.',
  contact: 'So that we can reach you about this application and your leads, and know who acts for the business.',
  address: 'We compare it with your proof of address, and give you leads near you.',
  bank: 'Where we pay your commission. It is stored encrypted; only our finance team can open it, and each time is recorded.',
  consent: 'Under POPIA you decide each purpose by itself. We store what you agreed to, when, and from where.',
};

/** One step of the registration: its fields in one column, one button that goes on. */
export function RegistrationStepForm(props: StepFormProps) {
  const { step, values, kept, fault, saving, leaving, onTyped, onDone, onBack, onRestart } = props;
  const element = useRef<HTMLFormElement>(null);
  const form = useApiForm<RegistrationValues, object>({
    schema: stepSchema(step, kept),
    defaultValues: present(values),
    send: () => onDone(element.current ? valuesIn(element.current) : {}),
  });
  useRecheck(element, fault?.recheck === true);
  const isFirst = step === REGISTRATION_STEPS[0];
  const isLast = step === REGISTRATION_STEPS.at(-1);
  return (
    <form
      ref={element}
      method="post"
      onSubmit={form.submit}
      onInput={(event) => onTyped(valuesIn(event.currentTarget))}
      noValidate
      className="grid gap-4"
    >
      <FormErrorSummary message={form.failure ?? fault?.message} />
      <Card>
        <section
          aria-label={STEP_LABELS[step]}
          className="grid gap-x-10 gap-y-4 p-4 md:p-6 lg:grid-cols-[14rem_minmax(0,1fr)]"
        >
          <div>
            <h2 className="text-[0.9375rem]">{STEP_LABELS[step]}</h2>
            <p className="mt-1 text-[0.8125rem] text-muted-foreground">{WHY[step]}</p>
          </div>
          <div className="grid max-w-form gap-5">{fieldsOf(step, form, kept, values)}</div>
        </section>
      </Card>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[0.8125rem] text-muted-foreground">
          <SavedNote saving={saving} />
          {saving.state === 'idle' ? null : <StartOver onRestart={onRestart} />}
        </div>
        <div className="flex gap-2 max-md:w-full">
          {isFirst ? null : (
            <Button size="lg" onClick={onBack} disabled={form.sending || leaving}>
              Back
            </Button>
          )}
          <SubmitButton size="lg" loading={form.sending || leaving} className="max-md:flex-1">
            {isLast ? 'Continue to verification' : 'Continue'}
          </SubmitButton>
        </div>
      </div>
    </form>
  );
}

function fieldsOf(
  step: RegistrationStep,
  form: RegistrationFormState,
  kept: KeptSecrets,
  values: RegistrationValues,
): ReactNode {
  if (step === 'business') return <BusinessFields form={form} />;
  if (step === 'contact') return <ContactFields form={form} kept={kept} businessType={values.business_type} />;
  if (step === 'address') return <AddressFields form={form} />;
  if (step === 'bank') return <BankFields form={form} kept={kept.account_number} />;
  return <ConsentFields form={form} />;
}

/** Only what holds something: a field that is left out keeps what was typed before the page's script ran. */
function present(values: RegistrationValues): RegistrationValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== false));
}

/** What stands in the fields now, ticks included. */
function valuesIn(form: HTMLFormElement): RegistrationValues {
  const values: Record<string, string | boolean> = {};
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && control.type === 'checkbox') values[control.name] = control.checked;
    else if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement)
      values[control.name] = control.value;
  }
  return values;
}

/** Has the form check itself when one was sent back to it, so that the faults stand at their fields. */
function useRecheck(element: React.RefObject<HTMLFormElement | null>, isAsked: boolean): void {
  const check = useEffectEvent(() => {
    if (isAsked) element.current?.requestSubmit();
  });
  useEffect(() => check(), []);
}

function SavedNote({ saving }: { saving: Saving }) {
  return (
    <span role="status">
      {saving.state === 'saved' ? `Saved ${formatTime(saving.at)}. You can go on later, on any device.` : null}
      {saving.state === 'saving' ? 'Saving…' : null}
      {saving.state === 'failed' ? `Not saved: ${saving.why}` : null}
    </span>
  );
}

function StartOver({ onRestart }: { onRestart: () => void }) {
  return (
    <ConfirmDialog
      trigger={
        <Button variant="link" size="sm">
          Start over
        </Button>
      }
      title="Start over?"
      description="Everything that you have typed here is removed from our servers. This cannot be undone."
      confirmLabel="Start over"
      onConfirm={async () => {
        await dropDraft();
        onRestart();
      }}
    />
  );
}
