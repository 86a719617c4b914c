'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { callApi } from '@/ui/call-api';
import type { Partner } from '../schema';
import { onboardingClient } from './onboarding-client';

/** How often the screen asks, in ms, and how long it expects the status to follow the first document. */
const SOON_MS = 1_500;
const LATER_MS = 30_000;
const EXPECTED_WITHIN_MS = 60_000;

/**
 * The application as it stands now. Asks often while the first document is being registered, now and then while
 * CircleTel decides, and not at all once it is decided. A change renews the frame, whose sections follow the status.
 *
 * @param readMs when `initial` was read, a Unix time
 */
export function useApplication(initial: Partner, documents: number, readMs: number) {
  const router = useRouter();
  const handedInMs = useRef(0);
  useEffect(() => {
    if (documents > 0) handedInMs.current = Date.now();
  }, [documents]);

  const query = useQuery({
    queryKey: ['application'],
    queryFn: async () => (await callApi(onboardingClient.partners.onboarding.$get())).partner,
    initialData: initial,
    initialDataUpdatedAt: readMs,
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) => {
      const status = state.data?.status;
      if (status === 'under_review') return LATER_MS;
      if (status !== 'pending' || documents === 0) return false;
      return Date.now() - handedInMs.current < EXPECTED_WITHIN_MS ? SOON_MS : LATER_MS;
    },
  });

  const shownStatus = useRef(initial.status);
  const { status } = query.data;
  useEffect(() => {
    if (status === shownStatus.current) return;
    shownStatus.current = status;
    router.refresh();
  }, [status, router]);

  return { partner: query.data, readMs: query.dataUpdatedAt, outOfDate: query.isError };
}
