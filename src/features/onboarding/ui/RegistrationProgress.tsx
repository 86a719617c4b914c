import { Stepper } from '@/ui/Stepper';
import { minutesLeft, REGISTRATION_STEPS, type RegistrationStep } from '../domain/registration-steps';

export const STEP_LABELS: Record<RegistrationStep, string> = {
  business: 'Business',
  contact: 'Contact',
  address: 'Address',
  bank: 'Bank details',
  consent: 'Consent',
};

/** Where one stands in the registration, and how many minutes are left. On a phone one line, so that the fields come first. */
export function RegistrationProgress({ step }: { step: RegistrationStep }) {
  const position = REGISTRATION_STEPS.indexOf(step);
  const left = `About ${minutesLeft(step)} min left`;
  return (
    <>
      <p className="text-[0.8125rem] text-muted-foreground md:hidden">
        Step {position + 1} of {REGISTRATION_STEPS.length} · {left}
      </p>
      <Stepper
        label="Steps of the registration"
        className="max-md:hidden"
        steps={REGISTRATION_STEPS.map((key, index) => ({
          key,
          label: STEP_LABELS[key],
          state: index < position ? 'done' : index === position ? 'current' : 'waiting',
          note: index === position ? left : undefined,
        }))}
      />
    </>
  );
}
