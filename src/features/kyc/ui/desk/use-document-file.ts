'use client';
import { useQuery } from '@tanstack/react-query';
import { ApiRequestError } from '@/ui/api-request';
import { requestDocumentLink } from './open-document';

/**
 * A document's file in the page. The link is used at once, so that it may end while the document is looked at; the file
 * is forgotten with the screen that shows it, and never fetched again by itself, since every opening is recorded.
 */
export function useDocumentFile(documentId: string) {
  return useQuery({
    queryKey: ['kyc-file', documentId],
    queryFn: () => readFile(documentId),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

async function readFile(documentId: string): Promise<Blob> {
  const { url } = await requestDocumentLink(documentId);
  const answer = await fetch(url, { credentials: 'same-origin' });
  if (!answer.ok) {
    throw new ApiRequestError('The file could not be read.', { status: answer.status, code: `http_${answer.status}` });
  }
  return answer.blob();
}
