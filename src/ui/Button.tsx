import type { ComponentProps } from 'react';
import { type ButtonVariants, buttonVariants } from './button-variants';
import { cn } from './cn';
import { Spinner } from './Spinner';

type ButtonProps = ComponentProps<'button'> &
  ButtonVariants & {
    /** Work is under way: shows a spinner, announces busy, and refuses further clicks without losing the focus. */
    loading?: boolean;
  };

/** A verb. `type` is "button" unless said otherwise, so that nothing submits a form by accident. */
export function Button({ variant, size, block, loading = false, className, children, onClick, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      data-slot="button"
      aria-busy={loading || undefined}
      aria-disabled={loading || undefined}
      className={cn(buttonVariants({ variant, size, block }), className)}
      onClick={loading ? (event) => event.preventDefault() : onClick}
      {...props}
    >
      {loading ? <Spinner /> : null}
      {children}
    </button>
  );
}
