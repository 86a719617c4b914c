'use client';
import type { ComponentProps } from 'react';
import { Button } from './Button';
import { useHydrated } from './use-hydrated';

/**
 * The one submit button of a form, orange unless told otherwise. It is disabled until the page's script runs, so that
 * an early click on a slow line cannot send the form past its validation.
 */
export function SubmitButton({ variant = 'primary', disabled, ...props }: Omit<ComponentProps<typeof Button>, 'type'>) {
  const hydrated = useHydrated();
  return <Button type="submit" variant={variant} disabled={disabled || !hydrated} {...props} />;
}
