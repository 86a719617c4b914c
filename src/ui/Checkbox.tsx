import { Check } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & {
  /** The sentence beside the box; the whole line is the target. Without it give an `aria-label`. */
  label?: ReactNode;
};

/** A real checkbox with its sentence. In a table, use it without `label` and with `aria-label`. */
export function Checkbox({ label, className, ...props }: CheckboxProps) {
  const box = (
    <span className="relative grid size-5 shrink-0 place-items-center md:size-4.5">
      <input
        type="checkbox"
        data-slot="checkbox"
        className={cn(
          'peer size-full appearance-none rounded-sm border border-input bg-surface shadow-xs transition-colors',
          'checked:border-navy checked:bg-navy aria-invalid:border-danger disabled:bg-sunken',
          className,
        )}
        {...props}
      />
      <Check
        aria-hidden
        strokeWidth={3}
        className="pointer-events-none absolute size-3.5 text-white opacity-0 peer-checked:opacity-100"
      />
    </span>
  );
  if (label === undefined) return box;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the input is in `box`
    <label className="flex min-h-11 cursor-pointer items-start gap-3 py-2.5 leading-snug md:min-h-0 md:py-1">
      {box}
      <span>{label}</span>
    </label>
  );
}
