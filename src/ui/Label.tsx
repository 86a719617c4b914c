import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A control's name. `htmlFor` is not optional in practice: `Field` sets it. */
export function Label({ className, children, ...props }: ComponentProps<'label'>) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the caller gives htmlFor
    <label data-slot="label" className={cn('block text-sm font-medium text-foreground', className)} {...props}>
      {children}
    </label>
  );
}
