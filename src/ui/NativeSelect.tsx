import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { controlClasses, controlHeight } from './field-classes';

/** A real `<select>`: the phone shows its own wheel, and the name goes with the form. Children are `<option>`s. */
export function NativeSelect({ className, children, ...props }: ComponentProps<'select'>) {
  return (
    <span data-slot="native-select" className="relative block w-full">
      <select className={cn(controlClasses, controlHeight, 'appearance-none truncate pr-9', className)} {...props}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </span>
  );
}
