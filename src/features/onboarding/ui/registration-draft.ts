'use client';
import { type FormEvent, useEffect, useEffectEvent, useState } from 'react';

type Draft = Record<string, string>;

/**
 * Keeps what stands in a form for as long as the browser's tab lives, so that a reload or an expired session loses
 * nothing. The key holds the user's id: whoever logs in next in the same tab must not find it.
 *
 * @param restore gets what was kept by an earlier visit, once
 */
export function useDraft(userId: string, restore: (draft: Draft) => void) {
  const key = `registration-draft:${userId}`;
  const [keptAt, setKeptAt] = useState<string>();

  const restoreKept = useEffectEvent(() => {
    const draft = readDraft(key);
    if (draft) restore(draft);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: an effect event is no dependency; the key is, inside it
  useEffect(() => restoreKept(), [key]);

  const keep = (event: FormEvent<HTMLFormElement>) => {
    const texts = [...new FormData(event.currentTarget)].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    if (store(key, JSON.stringify(Object.fromEntries(texts)))) setKeptAt(new Date().toISOString());
  };
  const forget = () => {
    store(key, null);
  };
  return { keptAt, keep, forget };
}

function readDraft(key: string): Draft | undefined {
  try {
    const parsed: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const texts = Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return Object.fromEntries(texts);
  } catch {
    // Storage may be switched off or hold something else; the form works without it.
    return undefined;
  }
}

/** False when the browser keeps nothing. */
function store(key: string, value: string | null): boolean {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
