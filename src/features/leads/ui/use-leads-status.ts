'use client';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { LEAD_STATUS_LABELS, type LeadStatus } from '@/shared/lead-status';
import { callApi } from '@/ui/call-api';
import { toast } from '@/ui/toast-store';
import type { LeadRow } from '../schema';
import { leadsClient } from './leads-client';
import { refusalOf } from './use-lead';

/**
 * Moves the status of a lead in a list: shown at once, taken back when the API refuses. Until the list has been read
 * again, the row shows where the status went.
 */
export function useLeadsStatus({ id, status }: Pick<LeadRow, 'id' | 'status'>) {
  const router = useRouter();
  const [reading, startReading] = useTransition();
  const readAgain = () => startReading(() => router.refresh());
  const move = useMutation({
    mutationFn: (to: LeadStatus) =>
      callApi(
        leadsClient.partners.leads[':leadId'].$patch({
          param: { leadId: id },
          json: { status: to, seen_status: status },
        }),
      ),
    onSuccess: ({ lead }) => {
      readAgain();
      toast.success(`Status is now “${LEAD_STATUS_LABELS[lead.status]}”.`);
    },
    onError: (error) => {
      toast.error(refusalOf(error) ?? 'The status could not be changed.');
      // What stands there now, whoever changed it.
      readAgain();
    },
  });
  const isMoved = move.isPending || (reading && move.isSuccess);
  return {
    shown: isMoved && move.variables ? move.variables : status,
    busy: move.isPending || reading,
    moveTo: move.mutate,
  };
}
