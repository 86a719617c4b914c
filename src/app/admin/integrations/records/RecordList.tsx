import { CircleCheck, SearchX } from 'lucide-react';
import { ENTITY_LABELS, SYNC_STATE_LABELS } from '@/features/crm/domain/sync-records';
import { listRecords } from '@/features/crm/read-records';
import type { RecordsQuery } from '@/features/crm/schema';
import { RecordsTable } from '@/features/crm/ui/desk/RecordsTable';
import { ReplayButton } from '@/features/crm/ui/desk/ReplayButton';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PAGES } from '@/shared/paths';
import { Alert } from '@/ui/Alert';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { Pagination } from '@/ui/Pagination';
import { RowKeys } from '@/ui/RowKeys';
import { listLinks } from '../../list-links';

/** One page of records. Where they share a fault, all of them can be sent again. */
export async function RecordList({ query }: { query: RecordsQuery }) {
  const { records, pagination } = await readAsViewer(PAGES.admin.crmRecords, (tx) => listRecords(tx, query));
  if (records.length === 0) return <NoRecords query={query} />;
  const { state, entity, code, record } = query;
  const links = listLinks(PAGES.admin.crmRecords, { state, entity, code, record }, records.length, pagination);
  return (
    <RowKeys>
      {code && state === 'failed' && !record ? (
        <Alert tone="neutral" title={`All of these were refused with ${code}`} className="mb-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p>Once the cause is gone in Zoho, send them again together.</p>
            <ReplayButton code={code} entity={entity} />
          </div>
        </Alert>
      ) : null}
      <RecordsTable records={records} />
      <Pagination {...links} noun="records" className="mt-4 flex-wrap" />
    </RowKeys>
  );
}

function NoRecords({ query: { state, entity, code, record } }: { query: RecordsQuery }) {
  if (record) {
    return (
      <Card>
        <EmptyState icon={<SearchX />} title="This record was never marked for the CRM">
          Ids stand in the address of a lead’s or partner’s page. A record is marked when it first changes.
        </EmptyState>
      </Card>
    );
  }
  if (code || entity) {
    return (
      <Card>
        <EmptyState
          icon={<SearchX />}
          title="Nothing matches these filters"
          action={<ButtonLink href={PAGES.admin.crmRecords}>Show all refused records</ButtonLink>}
        >
          {`State “${SYNC_STATE_LABELS[state]}”${entity ? `, ${ENTITY_LABELS[entity]}` : ''}${code ? `, code ${code}` : ''}.`}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <EmptyState
        icon={<CircleCheck />}
        title={state === 'failed' ? 'Zoho refused nothing' : `No record is “${SYNC_STATE_LABELS[state]}”`}
      >
        A record that Zoho refuses stands here with the reason and what would be sent, and can be sent again.
      </EmptyState>
    </Card>
  );
}
