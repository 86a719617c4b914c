import type { CrmEntity } from '@/features/crm/domain/sync-records';
import { readRecord } from '@/features/crm/read-records';
import { RecordScreen } from '@/features/crm/ui/desk/RecordScreen';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PAGES } from '@/shared/paths';
import { NoSuchRecord } from './NoSuchRecord';

/** Reads the record for its screen. */
export async function OneRecord({ entity, entityId }: { entity: CrmEntity; entityId: string }) {
  const detail = await readAsViewer(PAGES.admin.crmRecord(entity, entityId), (tx) => readRecord(tx, entity, entityId));
  return detail ? <RecordScreen initial={detail} /> : <NoSuchRecord />;
}
