'use client';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/ui/call-api';
import { formatDateTime } from '@/ui/time-format';
import { ownHistorySentence } from '../domain/own-history';
import type { OwnHistoryEntry } from '../progress-schema';
import { progressClient } from './onboarding-client';

type OwnHistoryProps = {
  initial: readonly OwnHistoryEntry[];
  /** Changes when something has happened; `initial` belongs to its first value. */
  version: string;
  /** What the kyc feature calls each type of document; the page brings it. */
  documentLabels: Readonly<Record<string, string>>;
};

/** What happened to the application so far, in the applicant's words, the newest first. */
export function OwnHistory({ initial, version, documentLabels }: OwnHistoryProps) {
  const { data } = useQuery({
    queryKey: ['application-history', version],
    queryFn: async (): Promise<readonly OwnHistoryEntry[]> =>
      (await callApi(progressClient.partners.onboarding.history.$get())).history,
    placeholderData: initial,
  });
  const entries = data ?? initial;
  if (entries.length === 0) return null;
  return (
    <details className="group">
      <summary className="w-fit rounded-md font-medium text-link underline-offset-4 hover:underline">
        What happened so far
      </summary>
      <ol className="mt-3 grid gap-2">
        {entries.map((entry, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a log only grows at its top and has no other key here
            key={entries.length - index}
            className="grid gap-x-4 sm:grid-cols-[10rem_1fr]"
          >
            <time dateTime={entry.at} className="text-[0.8125rem] text-muted-foreground">
              {formatDateTime(entry.at)}
            </time>
            <span>{ownHistorySentence(entry, documentLabels)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
