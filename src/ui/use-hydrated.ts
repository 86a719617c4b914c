'use client';
import { useSyncExternalStore } from 'react';

const neverChanges = () => () => {};

/** False in the server's HTML and on the first client render, true once the page answers to clicks. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
}
