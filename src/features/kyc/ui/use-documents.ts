'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '@/ui/call-api';
import type { KycDocument } from '../schema';
import { kycClient } from './kyc-client';

const KEY = ['kyc-documents'];

/** The documents handed in, the newest first; `add` shows one at once that the API has just taken. */
export function useDocuments(initial: readonly KycDocument[]) {
  const client = useQueryClient();
  const { data: documents } = useQuery({
    queryKey: KEY,
    queryFn: async () => (await callApi(kycClient.partners.kyc.documents.$get())).documents,
    initialData: [...initial],
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
