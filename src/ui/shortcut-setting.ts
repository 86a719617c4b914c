'use client';
import { useSyncExternalStore } from 'react';

const key = 'portal-shortcuts';
const listeners = new Set<() => void>();

function read(): boolean {
  try {
    return localStorage.getItem(key) !== 'off';
  } catch {
    // A browser that keeps nothing: shortcuts stay on.
    return true;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether single keys act. People who dictate or whose hands slip can turn them off (WCAG 2.1.4); kept in the browser. */
export function useShortcutSetting(): boolean {
  return useSyncExternalStore(subscribe, read, () => true);
}

export function setShortcuts(on: boolean): void {
  try {
    localStorage.setItem(key, on ? 'on' : 'off');
  } catch {
    // Nothing can be kept, so nothing changes.
  }
  for (const listener of listeners) listener();
}
