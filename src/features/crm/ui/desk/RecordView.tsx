import Link from 'next/link';
import { PAGES } from '@/shared/paths';
import { Alert } from '@/ui/Alert';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { DescriptionList } from '@/ui/DescriptionList';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import { ENTITY_LABELS } from '../../domain/sync-records';
import type { RecordDetail } from '../../schema-desk';
import { FaultWords } from './FaultWords';

/** One record: why it was refused, what would be sent, and how both sides know it. */
export function RecordView({ record, payload }: RecordDetail) {
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="grid min-w-0 grid-cols-1 gap-5">
        {record.last_fault ? (
          <Alert
            tone={record.state === 'failed' ? 'danger' : 'warning'}
            title={record.state === 'failed' ? 'Zoho refused this record' : 'What went wrong last'}
          >
            <FaultWords fault={record.last_fault} />
          </Alert>
        ) : null}
        <Payload payload={payload} faulty={record.last_fault?.field ?? null} />
      </div>
      <Facts record={record} />
    </div>
  );
}

function Payload({ payload, faulty }: { payload: RecordDetail['payload']; faulty: string | null }) {
  return (
    <Card>
      <CardHeader title="What would be sent now" description="The portal’s values under the names of Zoho’s fields." />
      <CardContent>
        {payload === null ? (
          <p className="text-muted-foreground">
            Nothing: the record is not there any more, or your role does not show it.
          </p>
        ) : (
          <DescriptionList
            items={payload.map(({ field, value }) => ({
              key: field,
              term: <span className="font-mono break-words">{field}</span>,
              value:
                field === faulty ? (
                  <span className="inline-flex flex-wrap items-center gap-2">
                    {value || 'empty'} <StatusPill tone="danger">Refused</StatusPill>
                  </span>
                ) : (
                  value
                ),
            }))}
          />
        )}
      </CardContent>
    </Card>
  );
}

const CRM_STATE_WORDS = {
  live: 'There',
  deleted: 'Deleted in the CRM',
  converted: 'Converted in the CRM',
} as const;

function Facts({ record }: Pick<RecordDetail, 'record'>) {
  const behind = BigInt(record.version) - BigInt(record.sent_version);
  return (
    <Card>
      <CardHeader title="How it stands" />
      <CardContent>
        <DescriptionList
          className="sm:grid-cols-[8rem_minmax(0,1fr)]"
          items={[
            { term: ENTITY_LABELS[record.entity], value: <PortalRecord record={record} /> },
            { term: 'Zoho’s id', value: record.zoho_id ? <span className="font-mono">{record.zoho_id}</span> : null },
            { term: 'In the CRM', value: record.zoho_id ? CRM_STATE_WORDS[record.crm_state] : 'Not there yet' },
            { term: 'Changed in the portal', value: <RelativeTime value={record.marked_at} /> },
            {
              term: 'Changed in the CRM',
              value: record.zoho_modified_time ? <RelativeTime value={record.zoho_modified_time} /> : null,
            },
            { term: 'Changes to send', value: behind > 0n ? String(behind) : 'None' },
            { term: 'Tried', value: String(record.attempts) },
            {
              term: 'Next try',
              value: record.state === 'pending' ? <RelativeTime value={record.next_attempt_at} /> : 'None planned',
            },
          ]}
        />
      </CardContent>
    </Card>
  );
}

function PortalRecord({ record }: Pick<RecordDetail, 'record'>) {
  const id = <span className="font-mono text-[0.8125rem] break-all">{record.entity_id}</span>;
  const href = portalPage(record);
  if (!href) return id;
  return (
    <Link href={href} prefetch={false} className="text-link underline underline-offset-4">
      {id}
    </Link>
  );
}

/** Where the desk works the record; an activity has no page of its own. */
function portalPage({ entity, entity_id: id }: RecordDetail['record']): string | null {
  if (entity === 'lead') return PAGES.admin.lead(id);
  return entity === 'activity' ? null : PAGES.admin.partner(id);
}
