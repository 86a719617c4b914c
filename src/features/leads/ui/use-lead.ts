'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { LEAD_STATUS_LABELS, type LeadStatus } from '@/shared/lead-status';
import { PAGES } from '@/shared/paths';
import { ApiRequestError } from '@/ui/api-request';
import { callApi } from '@/ui/call-api';
import { toast } from '@/ui/toast-store';
import { describeRefusal } from '@/ui/use-api-form';
import type { Lead } from '../schema';
import type { ExtensionRequest } from '../schema-registration';
import type { Activity, LeadDetail, NewActivity, OfferAnswer } from '../schema-work';
import { leadsClient } from './leads-client';

const oneLead = leadsClient.partners.leads[':leadId'];
const keyOf = (leadId: string) => ['lead', leadId];

/** How often the page asks whether the CRM has a change, in ms: often just after it, seldom while the CRM is down. */
const SOON_MS = 1_500;
const LATER_MS = 15_000;
const EXPECTED_WITHIN_MS = 30_000;

/** One lead with its timeline, asked for again for as long as the CRM has not got it. */
export function useLead(initial: LeadDetail, readMs: number) {
  const { id } = initial.lead;
  const changedMs = useRef(readMs);
  const query = useQuery({
    queryKey: keyOf(id),
    queryFn: () => callApi(oneLead.$get({ param: { leadId: id } })),
    initialData: initial,
    initialDataUpdatedAt: readMs,
    refetchInterval: ({ state }) => {
      if (state.data?.lead.crm.state === 'synced') return false;
      return Date.now() - changedMs.current < EXPECTED_WITHIN_MS ? SOON_MS : LATER_MS;
    },
  });
  return { ...query.data, readMs: query.dataUpdatedAt, noteChange: () => (changedMs.current = Date.now()) };
}

type StatusMove = { from: LeadStatus; to: LeadStatus };

/** Moves a lead's status: shown at once, taken back when the API refuses. */
export function useStatusMove(leadId: string, noteChange: () => void) {
  const client = useQueryClient();
  const router = useRouter();
  const key = keyOf(leadId);
  const show = (change: (lead: Lead) => Lead) => {
    client.setQueryData<LeadDetail>(key, (known) => known && { ...known, lead: change(known.lead) });
  };
  return useMutation({
    mutationFn: ({ from, to }: StatusMove) =>
      callApi(oneLead.$patch({ param: { leadId }, json: { status: to, seen_status: from } })),
    onMutate: async ({ to }) => {
      // An answer that is under way would show the old status again.
      await client.cancelQueries({ queryKey: key });
      show((lead) => ({ ...lead, status: to, crm: { ...lead.crm, state: 'pending' } }));
    },
    onSuccess: ({ lead }) => {
      noteChange();
      show(() => lead);
      toast.success(`Status is now “${LEAD_STATUS_LABELS[lead.status]}”.`);
      // Its history has a line more.
      void client.invalidateQueries({ queryKey: key });
      // Lists and counts that the browser remembers are older than this.
      router.refresh();
    },
    onError: (_error, { from }) => {
      show((lead) => ({ ...lead, status: from }));
      // What stands there now, whoever changed it; the refusal beside it says what happened.
      void client.invalidateQueries({ queryKey: key });
    },
  });
}

/** Adds an entry to the timeline, once the API has it. */
export function useNewActivity(leadId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: NewActivity) => callApi(oneLead.activities.$post({ param: { leadId }, json })),
    onSuccess: ({ activity }: { activity: Activity }) => {
      client.setQueryData<LeadDetail>(
        keyOf(leadId),
        (known) => known && { ...known, activities: [activity, ...known.activities] },
      );
      toast.success('Noted.');
      // An offer was accepted by it, and the next follow-up may be another one.
      void client.invalidateQueries({ queryKey: keyOf(leadId) });
    },
  });
}

/** Marks a next action as done. */
export function useNextActionDone(leadId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (activityId: string) =>
      callApi(oneLead.activities[':activityId'].done.$post({ param: { leadId, activityId } })),
    onSuccess: () => toast.success('Done.'),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(leadId) }),
  });
}

/** Accepts or declines an offer. A declined lead is gone, so the page leads to the list. */
export function useOfferAnswer(leadId: string, noteChange: () => void) {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (json: OfferAnswer) => callApi(oneLead.offer.$post({ param: { leadId }, json })),
    onSuccess: async ({ answer }) => {
      if (answer === 'declined') {
        toast.info('Declined. The lead goes to another partner.');
        router.push(PAGES.partner.leads);
        router.refresh();
        return;
      }
      noteChange();
      toast.success('The lead is yours.');
      await client.invalidateQueries({ queryKey: keyOf(leadId) });
      router.refresh();
    },
    onError: () => void client.invalidateQueries({ queryKey: keyOf(leadId) }),
  });
}

/** Asks the desk to let the claim last longer. */
export function useExtensionRequest(leadId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: ExtensionRequest) => callApi(oneLead.extension.$post({ param: { leadId }, json })),
    onSuccess: ({ registration }) => {
      client.setQueryData<LeadDetail>(keyOf(leadId), (known) => known && { ...known, registration });
      toast.success('CircleTel has your request.');
      void client.invalidateQueries({ queryKey: keyOf(leadId) });
    },
  });
}

/** What a failed change says to its person; undefined when nothing failed. */
export function refusalOf(error: Error | null): string | undefined {
  if (error === null) return undefined;
  return error instanceof ApiRequestError
    ? describeRefusal(error)
    : 'Something failed in this page. Reload it and try again.';
}
