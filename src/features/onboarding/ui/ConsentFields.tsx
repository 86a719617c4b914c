'use client';
import { Checkbox } from '@/ui/Checkbox';
import { FieldError, fieldId } from '@/ui/Field';
import { type ConsentText, CURRENT_TEXTS } from '../domain/consent-texts';
import type { RegistrationFormState } from './registration-fields';

/** One tick for each purpose, the text to be read above it. Nothing is ticked beforehand. */
export function ConsentFields({ form }: { form: RegistrationFormState }) {
  return CURRENT_TEXTS.map((text) => <ConsentField key={text.purpose} form={form} text={text} />);
}

const TITLES: Record<ConsentText['purpose'], string> = {
  terms: 'Terms of the application',
  privacy: 'Your personal information',
  verification: 'Checks',
  marketing: 'News and offers',
};

function ConsentField({ form, text }: { form: RegistrationFormState; text: ConsentText }) {
  const name = `consent_${text.purpose}` as const;
  const error = form.errors[name]?.message;
  const errorId = `${fieldId(name)}-error`;
  return (
    <fieldset className="grid gap-1.5">
      <legend className="text-sm font-medium">
        {TITLES[text.purpose]}
        {text.required ? null : <span className="font-normal text-muted-foreground"> (optional)</span>}
      </legend>
      <div className="grid gap-2 text-[0.8125rem] text-secondary-foreground">
        {text.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <Checkbox
        {...form.register(name)}
        id={fieldId(name)}
        aria-required={text.required || undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? errorId : undefined}
        label={text.statement}
      />
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
      <p className="text-xs text-muted-foreground">Version of {text.version}</p>
    </fieldset>
  );
}
