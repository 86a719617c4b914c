'use client';
import { useEffect, useEffectEvent } from 'react';
import { useShortcutSetting } from './shortcut-setting';

const busy = 'input, textarea, select, [contenteditable="true"], [role="menu"]';
const modal = '[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"]';

/** A key belongs to the field that has the focus, and to an open dialog; only otherwise to the page. */
function belongsToPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return false;
  if (event.target instanceof Element && event.target.closest(busy)) return false;
  return document.querySelector(modal) === null;
}

/**
 * Single keys that act on the page while no field has the focus and no dialog is open. Every key must also be a control
 * that can be clicked, and must stand in a `ShortcutHint`.
 */
export function useShortcuts(actions: Readonly<Record<string, () => void>>): void {
  const on = useShortcutSetting();
  const press = useEffectEvent((event: KeyboardEvent) => {
    const action = actions[event.key];
    if (!action || !belongsToPage(event)) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [on]);
}
