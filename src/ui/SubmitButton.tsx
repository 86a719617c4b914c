'use client';
import type { ComponentProps } from 'react';
import { Button } from './Button';
import { cn } from './cn';
import { useHydrated } from './use-hydrated';

/**
 * The one submit button of a form, orange unless told otherwise. It is disabled until the page's script runs, so that
 * an early click on a slow line cannot send the form past its validation.
 */
export function SubmitButton({
  variant = 'primary',
  disabled,
  className,
  ...props
}: Omit<ComponentProps<typeof Button>, 'type'>) {
  const hydrated = useHydrated();
  // While waiting it looks ready already: a button that turns from grey to orange would draw the eye for nothing.
  const waitingLook = !hydrated && !disabled && variant === 'primary' && 'disabled:bg-orange disabled:text-navy';
  return (
    <Button
      type="submit"
      variant={variant}
      disabled={disabled || !hydrated}
      className={cn(waitingLook, className)}
      {...props}
    />
  );
}
