import { type CrmEntity, SYNC_STATE_LABELS } from '@/features/crm/domain/sync-records';
import { readRecord } from '@/features/crm/read-records';
import { RecordView } from '@/features/crm/ui/desk/RecordView';
import { recordName } from '@/features/crm/ui/desk/record-name';
import { SyncNowButton } from '@/features/crm/ui/desk/SyncNowButton';
import { SYNC_STATE_TONES } from '@/features/crm/ui/desk/sync-state-tone';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PAGES } from '@/shared/paths';
import { Breadcrumbs } from '@/ui/Breadcrumbs';
import { PageHeader } from '@/ui/PageHeader';
import { StatusPill } from '@/ui/StatusPill';
import { NoSuchRecord } from './NoSuchRecord';

/** One record: why it was refused, what would be sent, and the button that sends it. */
export async function OneRecord({ entity, entityId }: { entity: CrmEntity; entityId: string }) {
  const detail = await readAsViewer(PAGES.admin.crmRecord(entity, entityId), (tx) => readRecord(tx, entity, entityId));
  if (!detail) return <NoSuchRecord />;
  const { record } = detail;
  const name = recordName(entity, entityId);
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
        action={<SyncNowButton record={record} />}
      />
      <RecordView record={record} payload={detail.payload} />
    </>
  );
}
