'use client';
import { CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { cn } from './cn';
import { fieldId } from './Field';

type FormErrorSummaryProps = {
  /** What failed and what to do, in one or two sentences. Nothing is drawn without it and without `fields`. */
  message?: string | undefined;
  /** Faulty fields with their labels; each becomes a link to its control. */
  fields?: ReadonlyArray<{ name: string; label: string; message: string }>;
  /** Take the focus when the message appears (default): right when no single field is to blame. */
  focus?: boolean;
  className?: string;
};

/** What went wrong with a form as a whole, above its first field; announced as soon as it appears. */
export function FormErrorSummary({ message, fields = [], focus = true, className }: FormErrorSummaryProps) {
  const ref = useRef<HTMLDivElement>(null);
  const shown = Boolean(message) || fields.length > 0;
  useEffect(() => {
    if (focus && message) ref.current?.focus();
  }, [focus, message]);
  if (!shown) return null;
  return (
    <div
      ref={ref}
      role="alert"
      tabIndex={-1}
      data-slot="form-error-summary"
      className={cn('flex gap-3 rounded-lg border border-danger-line bg-danger-tint p-3.5 text-danger', className)}
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="grid gap-1.5">
        <p className="font-medium">{message ?? 'Some answers need another look.'}</p>
        {fields.length > 0 ? (
          <ul className="list-disc space-y-1 pl-4 text-[0.8125rem]">
            {fields.map((field) => (
              <li key={field.name}>
                <a href={`#${fieldId(field.name)}`} className="underline underline-offset-2">
                  {field.label}
                </a>
                : {field.message}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}
