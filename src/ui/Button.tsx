import Link from 'next/link';
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

type ButtonLinkProps = ComponentProps<typeof Link> & ButtonVariants;

/** A link to another page that looks like a button. It stays a link: it opens in a new tab, and says its address. */
export function ButtonLink({ variant, size, block, className, ...props }: ButtonLinkProps) {
  return <Link data-slot="button" className={cn(buttonVariants({ variant, size, block }), className)} {...props} />;
}
