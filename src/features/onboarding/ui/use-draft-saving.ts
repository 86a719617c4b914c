'use client';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type * as z from 'zod';
import { API, API_BASE } from '@/shared/paths';
import { ApiRequestError, apiRequest } from '@/ui/api-request';
import { callApi } from '@/ui/call-api';
import type { RegistrationStep } from '../domain/registration-steps';
import type { Draft, DraftToSave } from '../draft';
import { onboardingClient } from './onboarding-client';
import { draftFields, type RegistrationValues } from './registration-values';

export type Saving =
  | { state: 'idle' | 'saving' | 'conflict' }
  | { state: 'saved'; at: string }
  | { state: 'failed'; why: string };

/** How long a pause in typing is waited for, and how soon a save that failed is tried again, in ms. */
const PAUSE_MS = 800;
const AGAIN_MS = 5_000;

type Typed = { step: RegistrationStep; values: RegistrationValues };
type Body = z.input<typeof DraftToSave>;
const client = onboardingClient.partners.onboarding.draft;

/**
 * Keeps what stands in the form on the server, some moments after it was typed and when the page is left. Saves follow
 * one another, each naming the version it replaces, so nothing of another device is written over unseen.
 *
 * @param onNewer told when the page, on being looked at, finds a newer draft than the one it shows, and nothing was typed
 *   here that it could replace
 */
export function useDraftSaving(initial: Draft | null, onNewer: (draft: Draft) => void) {
  const [saving, setSaving] = useState<Saving>(initial ? { state: 'saved', at: initial.saved_at } : { state: 'idle' });
  const seen = useRef({ version: initial?.version ?? 0, id_number: '', account_number: '' });
  const waiting = useRef<Typed | null>(null);
  const running = useRef<Promise<void> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const ended = useRef(false);

  async function saveOnce(typed: Typed): Promise<void> {
    const { id_number = '', account_number = '' } = typed.values;
    const json: Body = { step: typed.step, fields: draftFields(typed.values), version: seen.current.version };
    if (id_number !== seen.current.id_number) json.id_number = id_number || null;
    if (account_number !== seen.current.account_number) json.account_number = account_number || null;
    setSaving({ state: 'saving' });
    // Outlives the page, so that the last words of somebody who leaves are kept too.
    const { draft } = await callApi(client.$put({ json }, { init: { keepalive: true } }));
    if (!draft) return;
    seen.current = { version: draft.version, id_number, account_number };
    setSaving({ state: 'saved', at: draft.saved_at });
  }

  function failed(error: unknown, typed: Typed): void {
    if (!(error instanceof ApiRequestError)) throw error;
    if (error.code === 'conflict') {
      setSaving({ state: 'conflict' });
      ended.current = true;
      return;
    }
    setSaving({ state: 'failed', why: error.message });
    if (error.status !== 0 && error.status < 500 && error.status !== 429) return;
    waiting.current ??= typed;
    schedule(AGAIN_MS);
  }

  async function saveAll(): Promise<void> {
    while (waiting.current && !ended.current) {
      const typed = waiting.current;
      waiting.current = null;
      try {
        await saveOnce(typed);
      } catch (error) {
        failed(error, typed);
        return;
      }
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer.current);
    running.current ??= saveAll().finally(() => {
      running.current = null;
    });
    return running.current;
  }

  function schedule(delayMs: number): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), delayMs);
  }

  function keep(typed: Typed): void {
    if (ended.current) return;
    waiting.current = typed;
    schedule(PAUSE_MS);
  }

  /** Goes on from another state of the draft: the one that another device left. */
  function goOnFrom(draft: Draft | null): void {
    seen.current = { version: draft?.version ?? 0, id_number: '', account_number: '' };
    ended.current = false;
    setSaving(draft ? { state: 'saved', at: draft.saved_at } : { state: 'idle' });
  }

  /** Waits for what is under way and keeps nothing any more: the application is being handed in. */
  async function end(): Promise<void> {
    clearTimeout(timer.current);
    waiting.current = null;
    ended.current = true;
    await running.current;
  }

  /** A page that was reloaded at once may have been made before its own last words were kept. */
  const look = useEffectEvent(async () => {
    const isQuiet = () => !waiting.current && !running.current && !ended.current;
    if (!isQuiet()) return;
    const draft = await loadDraft().catch(() => null);
    if (draft && draft.version > seen.current.version && isQuiet()) onNewer(draft);
  });
  const leaveOrReturn = useEffectEvent(() => {
    if (document.visibilityState === 'hidden') void flush();
    else void look();
  });
  useEffect(() => {
    void look();
    document.addEventListener('visibilitychange', leaveOrReturn);
    return () => {
      document.removeEventListener('visibilitychange', leaveOrReturn);
      clearTimeout(timer.current);
    };
  }, []);

  /** The application was not taken, so what is typed is kept again. */
  function resume(): void {
    ended.current = false;
  }

  return { saving, keep, flush, goOnFrom, end, resume };
}

/** The draft as it stands on the server now. @throws ApiRequestError */
export async function loadDraft(): Promise<Draft | null> {
  return (await callApi(client.$get())).draft;
}

/** Forgets the draft. @throws ApiRequestError */
export async function dropDraft(): Promise<void> {
  await apiRequest<undefined>('DELETE', `${API_BASE}${API.partners.onboardingDraft}`);
}
