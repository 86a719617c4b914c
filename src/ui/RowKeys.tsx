'use client';
import { type ReactNode, useRef } from 'react';
import { type Shortcut, ShortcutHint } from './ShortcutHint';
import { useShortcuts } from './use-shortcuts';

const rowHints: readonly Shortcut[] = [
  { keys: ['j', 'k'], does: 'move' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['/'], does: 'search' },
];

type RowKeysProps = {
  /** Which element of a row takes the focus; the `RowLink` unless said otherwise. */
  rows?: string;
  /** Where `/` goes, as a CSS selector. */
  search?: string;
  hints?: readonly Shortcut[];
  children: ReactNode;
};

/** Walks the rows of the list inside it: `j` and `k` move the focus, Enter does what the focused element does. */
export function RowKeys({
  rows = 'a[data-slot="row-link"]',
  search = 'input[type="search"]',
  hints = rowHints,
  children,
}: RowKeysProps) {
  const list = useRef<HTMLDivElement>(null);
  const move = (step: 1 | -1) => {
    const stops = [...(list.current?.querySelectorAll<HTMLElement>(rows) ?? [])];
    const at = stops.findIndex((stop) => stop.closest('tr')?.contains(document.activeElement));
    const next = at === -1 ? stops.at(step === 1 ? 0 : -1) : stops[at + step];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    '/': () => {
      const field = document.querySelector<HTMLInputElement>(search);
      field?.focus();
      field?.select();
    },
  });
  return (
    <div ref={list}>
      {children}
      <ShortcutHint shortcuts={hints} className="mt-4" />
    </div>
  );
}
