'use client';
import { useRef, useState } from 'react';

/** Which rows of a page are chosen. */
export type Selection = {
  has: (id: string) => boolean;
  /** @param isRange with everything between this row and the one chosen before, as Shift does */
  toggle: (id: string, isRange: boolean) => void;
  toggleAll: () => void;
  clear: () => void;
  ids: readonly string[];
  isAll: boolean;
};

/** Keeps the choice among the rows with these ids, in their order; what is no longer shown is no longer chosen. */
export function useSelection(shown: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string>(null);
  const ids = shown.filter((id) => chosen.has(id));
  const isAll = ids.length === shown.length && ids.length > 0;
  return {
    ids,
    isAll,
    has: (id) => chosen.has(id),
    toggle: (id, isRange) => {
      const on = !chosen.has(id);
      const between = isRange && last.current ? rangeOf(shown, last.current, id) : [id];
      const next = new Set(chosen);
      for (const each of between) {
        if (on) next.add(each);
        else next.delete(each);
      }
      last.current = id;
      setChosen(next);
    },
    toggleAll: () => setChosen(isAll ? new Set() : new Set(shown)),
    clear: () => setChosen(new Set()),
  };
}

function rangeOf(shown: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [shown.indexOf(from), shown.indexOf(to)];
  return a === -1 || b === -1 ? [to] : shown.slice(Math.min(a, b), Math.max(a, b) + 1);
}
