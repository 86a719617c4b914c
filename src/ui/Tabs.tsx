'use client';
import { type ComponentProps, createContext, type KeyboardEvent, type ReactNode, use, useId, useState } from 'react';
import { cn } from './cn';

type TabsState = { id: string; value: string; choose: (value: string) => void };

const TabsContext = createContext<TabsState | null>(null);

function useTabs(): TabsState {
  const state = use(TabsContext);
  if (!state) throw new Error('A part of Tabs stands outside of Tabs.');
  return state;
}

type TabsProps = {
  defaultValue: string;
  /** Both, where the parent must know the choice. */
  value?: string;
  onValueChange?: (value: string) => void;
  className?: string;
  children: ReactNode;
};

/**
 * Views of one thing on one page. Views with an address of their own are links, not tabs.
 * Written here: Radix's tabs send style attributes from the server, which the content policy refuses.
 */
export function Tabs({ defaultValue, value, onValueChange, className, children }: TabsProps) {
  const id = useId();
  const [chosen, setChosen] = useState(defaultValue);
  const choose = (next: string) => {
    setChosen(next);
    onValueChange?.(next);
  };
  return (
    <TabsContext value={{ id, value: value ?? chosen, choose }}>
      <div data-slot="tabs" className={className}>
        {children}
      </div>
    </TabsContext>
  );
}

const moves: Record<string, (index: number, length: number) => number> = {
  ArrowRight: (index, length) => (index + 1) % length,
  ArrowLeft: (index, length) => (index - 1 + length) % length,
  Home: () => 0,
  End: (_, length) => length - 1,
};

/** The line of tabs: one stop of the Tab key, arrows move within. `aria-label` names what they are views of. */
export function TabsList({ className, ...props }: ComponentProps<'div'>) {
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = moves[event.key];
    if (!step) return;
    event.preventDefault();
    const tabs = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('[role=tab]:not(:disabled)')];
    const present = event.target instanceof HTMLButtonElement ? tabs.indexOf(event.target) : 0;
    const next = tabs[step(present, tabs.length)];
    next?.focus();
    next?.click();
  };
  return (
    <div
      role="tablist"
      data-slot="tabs-list"
      onKeyDown={move}
      className={cn('flex gap-5 overflow-x-auto border-b border-border [scrollbar-width:none]', className)}
      {...props}
    />
  );
}

export function TabsTrigger({ value, className, ...props }: ComponentProps<'button'> & { value: string }) {
  const tabs = useTabs();
  const selected = tabs.value === value;
  return (
    <button
      type="button"
      role="tab"
      id={`${tabs.id}-tab-${value}`}
      aria-controls={`${tabs.id}-panel-${value}`}
      aria-selected={selected}
      tabIndex={selected ? 0 : -1}
      data-slot="tabs-trigger"
      onClick={() => tabs.choose(value)}
      className={cn(
        '-mb-px flex h-11 items-center gap-2 whitespace-nowrap border-b-2 border-transparent px-0.5 text-sm font-medium md:h-10',
        'text-muted-foreground hover:text-foreground aria-selected:border-navy aria-selected:text-foreground',
        'focus-visible:-outline-offset-2 focus-visible:rounded-sm',
        className,
      )}
      {...props}
    />
  );
}

/** One view. Hidden ones stay in the page, so that what was typed in them is kept. */
export function TabsContent({ value, className, ...props }: ComponentProps<'div'> & { value: string }) {
  const tabs = useTabs();
  return (
    <div
      role="tabpanel"
      id={`${tabs.id}-panel-${value}`}
      aria-labelledby={`${tabs.id}-tab-${value}`}
      hidden={tabs.value !== value}
      data-slot="tabs-content"
      className={cn('pt-5', className)}
      {...props}
    />
  );
}
