import Link from 'next/link';
import type { ComponentProps } from 'react';
import { type ButtonVariants, buttonVariants } from './button-variants';
import { cn } from './cn';

type ButtonLinkProps = ComponentProps<typeof Link> & ButtonVariants;

/** A link to another page that looks like a button. It stays a link: it opens in a new tab, and says its address. */
export function ButtonLink({ variant, size, block, className, ...props }: ButtonLinkProps) {
  return <Link data-slot="button" className={cn(buttonVariants({ variant, size, block }), className)} {...props} />;
}
