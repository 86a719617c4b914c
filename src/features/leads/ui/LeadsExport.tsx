'use client';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { ApiRequestError, readResponse } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/toast-store';
import type { LeadsFilters } from '../schema';
import { leadsClient } from './leads-client';

/** Saves the leads that the list's filters choose as a CSV file. */
export function LeadsExport({ filters }: { filters: LeadsFilters }) {
  const write = useMutation({
    mutationFn: () => saveFile(filters),
    onError: (error) =>
      toast.error(
        error instanceof ApiRequestError
          ? error.message
          : 'The file broke off before it was complete, so it was not saved. Try again.',
      ),
  });
  return (
    <Button size="sm" variant="ghost" loading={write.isPending} onClick={() => write.mutate()}>
      {write.isPending ? null : <Download aria-hidden />}
      {write.isPending ? 'Writing the file' : 'Export'}
    </Button>
  );
}

/** Only a whole file is saved: one that breaks off throws before that. */
async function saveFile(json: LeadsFilters): Promise<void> {
  const answer = await leadsClient.partners.leads.export.$post({ json });
  if (!answer.ok) {
    await readResponse(Promise.resolve(answer));
    return;
  }
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'leads.csv';
  link.click();
  // The browser has taken the file over once this has run.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
