'use client';
import { Tabs as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

/** Views of one thing on one page. Views with an address of their own are links, not tabs. */
export const Tabs = Primitive.Root;

export function TabsList({ className, ...props }: ComponentProps<typeof Primitive.List>) {
  return (
    <Primitive.List
      data-slot="tabs-list"
      className={cn('flex gap-5 overflow-x-auto border-b border-border [scrollbar-width:none]', className)}
      {...props}
    />
  );
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof Primitive.Trigger>) {
  return (
    <Primitive.Trigger
      data-slot="tabs-trigger"
      className={cn(
        '-mb-px flex h-11 items-center gap-2 whitespace-nowrap border-b-2 border-transparent px-0.5 text-sm font-medium md:h-10',
        'text-muted-foreground hover:text-foreground data-[state=active]:border-navy data-[state=active]:text-foreground',
        'focus-visible:-outline-offset-2 focus-visible:rounded-sm',
        className,
      )}
      {...props}
    />
  );
}

export function TabsContent({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  return <Primitive.Content data-slot="tabs-content" className={cn('pt-5', className)} {...props} />;
}
