'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/ui/call-api';
import type { KycDocument } from '../schema';
import { kycClient } from './kyc-client';

const KEY = ['kyc-documents'];
const FOLLOW_MS = 15_000;

/** The documents handed in, the newest first; `add` shows one at once that the API has just taken. */
export function useDocuments(initial: readonly KycDocument[]) {
  const client = useQueryClient();
  const { data: documents } = useQuery({
    queryKey: KEY,
    queryFn: async () => (await callApi(kycClient.partners.kyc.documents.$get())).documents,
    initialData: [...initial],
    // A verdict shows without a reload, as long as one is awaited.
    refetchInterval: ({ state }) =>
      state.data?.some(({ verification_status: status }) => status === 'pending') ? FOLLOW_MS : false,
  });
  const add = (document: KycDocument) => {
    client.setQueryData<KycDocument[]>(KEY, (known = []) => [
      document,
      ...known.filter(({ id }) => id !== document.id),
    ]);
  };
  const reload = () => client.invalidateQueries({ queryKey: KEY });
  return { documents, add, reload };
}
