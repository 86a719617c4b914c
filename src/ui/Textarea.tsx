import type { ComponentProps } from 'react';
import { cn } from './cn';
import { controlClasses } from './field-classes';

/** Several lines of text; grows with what is typed where the browser can. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      data-slot="textarea"
      className={cn(controlClasses, 'field-sizing-content max-h-96 min-h-20 py-2.5 leading-normal', className)}
      {...props}
    />
  );
}
