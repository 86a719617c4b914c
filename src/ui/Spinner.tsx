import { LoaderCircle } from 'lucide-react';
import { cn } from './cn';

/** A turning circle beside a word that says what is being done; decoration only, so it is hidden from screen readers. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden data-slot="spinner" className={cn('size-4 animate-spin', className)} />;
}
