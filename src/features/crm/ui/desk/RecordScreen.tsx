'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { PAGES } from '@/shared/paths';
import { Breadcrumbs } from '@/ui/Breadcrumbs';
import { PageHeader } from '@/ui/PageHeader';
import { StatusPill } from '@/ui/StatusPill';
import { SYNC_STATE_LABELS } from '../../domain/sync-records';
import type { RecordDetail } from '../../schema-desk';
import { fetchRecord } from './orders';
import { RecordView } from './RecordView';
import { recordName } from './record-name';
import { SyncNowButton } from './SyncNowButton';
import { SYNC_STATE_TONES } from './sync-state-tone';

/** While the record is waiting or on its way. */
const FOLLOW_MS = 3_000;

/** One record: why it was refused, what would be sent, and the button that sends it. Followed until it has arrived. */
export function RecordScreen({ initial }: { initial: RecordDetail }) {
  const client = useQueryClient();
  const key = ['crm-record', initial.record.entity, initial.record.entity_id];
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => fetchRecord(initial.record),
    initialData: initial,
    refetchInterval: ({ state }) => {
      const now = state.data?.record.state;
      return now === 'pending' || now === 'in_flight' ? FOLLOW_MS : false;
    },
  });
  const { record, payload } = data;
  const name = recordName(record.entity, record.entity_id);
  return (
    <>
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { label: 'Integrations', href: PAGES.admin.integrations },
              { label: 'Records', href: PAGES.admin.crmRecords },
              { label: name },
            ]}
          />
        }
        title={name}
        status={<StatusPill tone={SYNC_STATE_TONES[record.state]}>{SYNC_STATE_LABELS[record.state]}</StatusPill>}
        action={
          <SyncNowButton
            record={record}
            onSent={(detail) => client.setQueryData<RecordDetail>(key, detail)}
            reload={() => void client.invalidateQueries({ queryKey: key })}
          />
        }
      />
      <RecordView record={record} payload={payload} />
    </>
  );
}
