'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert } from '@/ui/Alert';
import type { Overview } from '../../schema-desk';
import { ConnectionCard } from './ConnectionCard';
import { ConsentCard } from './ConsentCard';
import { fetchOverview } from './orders';
import { ProblemsCard } from './ProblemsCard';
import { QueueCard } from './QueueCard';
import { ReadingCard } from './ReadingCard';
import { UsageCard } from './UsageCard';

const KEY = ['crm-overview'];
const FOLLOW_MS = 10_000;
/** While a person waits for Zoho's address. */
const FOLLOW_CONSENT_MS = 2_000;

/** Whether Zoho is in step, followed while the page is open. */
export function IntegrationOverview({ initial }: { initial: Overview }) {
  const client = useQueryClient();
  const { data: overview, isError } = useQuery({
    queryKey: KEY,
    queryFn: fetchOverview,
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.consent.state === 'none' ? FOLLOW_MS : FOLLOW_CONSENT_MS),
  });
  const onChange = (changed: Overview) => client.setQueryData<Overview>(KEY, changed);
  const reload = () => void client.invalidateQueries({ queryKey: KEY });
  const consent = <ConsentCard consent={overview.consent} onChange={onChange} />;
  const isConsentUrgent = overview.consent.needed || overview.consent.state !== 'none';
  return (
    <div className="grid grid-cols-1 gap-5">
      {isError ? (
        <Alert tone="warning" live title="These numbers may be old">
          The portal did not answer just now. The page tries again by itself.
        </Alert>
      ) : null}
      <ConnectionCard overview={overview} onChange={onChange} reload={reload} />
      {isConsentUrgent ? consent : null}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <QueueCard queue={overview.queue} />
          <ProblemsCard problems={overview.problems} onReplayed={reload} />
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <UsageCard usage={overview.usage} onChange={onChange} reload={reload} />
          <ReadingCard channels={overview.channels} cursors={overview.cursors} at={overview.at} />
          {isConsentUrgent ? null : consent}
        </div>
      </div>
    </div>
  );
}
