'use client';
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { callApi } from '@/ui/call-api';
import { LeadFacts, type Receipt } from '../schema-registration';
import { leadsClient } from './leads-client';
import {
  type KeptRegistrations,
  NOTHING_KEPT,
  readKept,
  type WaitingRegistration,
  withoutWaiting,
  withWaiting,
  writeKept,
} from './registration-queue';

/** Sends one registration; its id makes a second time harmless. @throws ApiRequestError */
export async function sendRegistration(facts: LeadFacts, sent: { id: string; captured_at: string }): Promise<Receipt> {
  const { receipt } = await callApi(leadsClient.partners.leads.$post({ json: { ...facts, ...sent } }));
  return receipt;
}

/** No answer came: the connection is gone, or it broke on the way. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof ApiRequestError && error.code === 'network_unreachable';
}

/** A refusal that the same words would meet again; anything else is worth another try later. */
function isFinal(error: ApiRequestError): boolean {
  return error.status >= 400 && error.status < 500 && error.status !== 401 && error.status !== 429;
}

const listeners = new Set<() => void>();
let last: { userId: string; kept: KeptRegistrations } | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // What another tab kept or sent.
  const onStorage = () => {
    last = undefined;
    listener();
  };
  addEventListener('storage', onStorage);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', onStorage);
  };
}

function keptOf(userId: string): KeptRegistrations {
  if (last?.userId !== userId) last = { userId, kept: readKept(localStorage, userId) };
  return last.kept;
}

/** Changes what is kept. A browser that is full or keeps nothing goes on with what the page knows. */
export function changeKept(userId: string, change: (kept: KeptRegistrations) => KeptRegistrations): void {
  const kept = change(readKept(localStorage, userId));
  last = { userId, kept };
  try {
    writeKept(localStorage, userId, kept);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  for (const listener of listeners) listener();
}

/**
 * Registrations that wait in this browser for the connection. They are sent when the page opens, when the connection is
 * back, and on demand; one tab at a time.
 */
export function useKeptRegistrations(userId: string) {
  const kept = useSyncExternalStore(
    subscribe,
    () => keptOf(userId),
    () => NOTHING_KEPT,
  );
  const [receipts, setReceipts] = useState<readonly Receipt[]>([]);
  const [sending, setSending] = useState(false);

  const sendAll = async () => {
    setSending(true);
    await navigator.locks.request(`leads-to-register.${userId}`, async () => {
      for (const one of readKept(localStorage, userId).waiting) {
        if (one.refusal !== undefined) continue;
        const receipt = await settle(userId, one);
        if (receipt === 'later') break;
        if (receipt) setReceipts((known) => [...known, receipt]);
      }
    });
    setSending(false);
  };
  const onOnline = useEffectEvent(() => void sendAll());
  useEffect(() => {
    onOnline();
    addEventListener('online', onOnline);
    return () => removeEventListener('online', onOnline);
  }, []);
  return { waiting: kept.waiting, receipts, sending, sendAll: () => void sendAll() };
}

/** Sends one that waited. @returns its receipt, null when it was refused for good, 'later' when nothing can be sent now */
async function settle(userId: string, one: WaitingRegistration): Promise<Receipt | null | 'later'> {
  const facts = LeadFacts.safeParse(one.values);
  if (!facts.success) {
    // Another version of this page kept it.
    const refusal = facts.error.issues[0]?.message ?? 'This cannot be read any more. Please register it anew.';
    changeKept(userId, (kept) => withWaiting(kept, { ...one, refusal }));
    return null;
  }
  try {
    const receipt = await sendRegistration(facts.data, one);
    changeKept(userId, (kept) => withoutWaiting(kept, one.id));
    return receipt;
  } catch (error) {
    if (!(error instanceof ApiRequestError)) throw error;
    if (!isFinal(error)) return 'later';
    changeKept(userId, (kept) => withWaiting(kept, { ...one, refusal: error.message }));
    return null;
  }
}
