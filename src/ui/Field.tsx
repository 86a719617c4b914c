import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { Label } from './Label';

/** What a control needs to belong to its field; spread it onto the control. */
export type FieldControl = {
  id: string;
  name: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
};

type FieldProps = {
  name: string;
  label: ReactNode;
  /** The format by example: "For example 2019/123456/07". It stands above the control, where the keyboard cannot hide it. */
  hint?: ReactNode;
  /** One sentence that says what to do. */
  error?: string | undefined;
  /** Fields are required unless marked; `true` says "(optional)", 'unsaid' says nothing: right for filters. */
  optional?: boolean | 'unsaid';
  /** Something small at the right end of the label's line, such as a link. */
  aside?: ReactNode;
  /** Only where two forms of one page hold the same name. */
  id?: string;
  className?: string;
  children: (control: FieldControl) => ReactNode;
};

/** The id of a field's control, for links that lead to it. */
export const fieldId = (name: string): string => `field-${name}`;

/**
 * Label, hint, control and error as one: the error is announced with the control, not only coloured.
 * `<Field name="city" label="City" error={errors.city?.message}>{(control) => <Input {...control} {...register('city')} />}</Field>`
 */
export function Field({ name, label, hint, error, optional = false, aside, id, className, children }: FieldProps) {
  const controlId = id ?? fieldId(name);
  const hintId = hint ? `${controlId}-hint` : undefined;
  const errorId = error ? `${controlId}-error` : undefined;
  return (
    <div data-slot="field" className={cn('grid content-start gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-3">
        <Label htmlFor={controlId}>
          {label}
          {optional === true ? <span className="font-normal text-muted-foreground"> (optional)</span> : null}
        </Label>
        {aside}
      </div>
      {hint ? (
        <p id={hintId} className="-mt-1 text-[0.8125rem] text-muted-foreground">
          {hint}
        </p>
      ) : null}
      {children({
        id: controlId,
        name,
        'aria-describedby': [hintId, errorId].filter(Boolean).join(' ') || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': optional ? undefined : true,
      })}
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
    </div>
  );
}

/** The sentence under a faulty control. `Field` places it; use it alone under a group of controls. */
export function FieldError({
  id,
  className,
  children,
}: {
  id?: string | undefined;
  className?: string;
  children: ReactNode;
}) {
  return (
    <p
      id={id}
      data-slot="field-error"
      className={cn('flex items-start gap-1.5 text-[0.8125rem] font-medium text-danger', className)}
    >
      <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
