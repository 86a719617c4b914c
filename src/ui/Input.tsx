import type { ComponentProps } from 'react';
import { cn } from './cn';
import { controlClasses, controlHeight } from './field-classes';

/** One line of text. Put it in a `Field`, which labels it and ties hint and error to it. */
export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return <input type={type} data-slot="input" className={cn(controlClasses, controlHeight, className)} {...props} />;
}
