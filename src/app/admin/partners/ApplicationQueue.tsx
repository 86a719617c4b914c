import { CircleCheck, Inbox, SearchX } from 'lucide-react';
import { PARTNER_STATUS_LABELS } from '@/features/onboarding/domain/partner-status';
import { listApplications } from '@/features/onboarding/read';
import type { ApplicationsQuery } from '@/features/onboarding/schema';
import { ApplicationsTable } from '@/features/onboarding/ui/desk/ApplicationsTable';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { isAllowed } from '@/platform/rbac/viewer';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { Pagination } from '@/ui/Pagination';
import { RowKeys } from '@/ui/RowKeys';
import { listAddress, listLinks } from '../list-links';
import { ANY_STATUS, WAITING } from './status-choice';

type ApplicationQueueProps = { query: ApplicationsQuery; status: string };

/** One page of the queue. */
export async function ApplicationQueue({ query, status }: ApplicationQueueProps) {
  const read = await readAsViewer(PAGES.admin.partners, async (tx, viewer) => ({
    ...(await listApplications(tx, query)),
    documents: isAllowed(viewer, [P.KYC.VIEW]),
  }));
  const { partners, pagination, documents } = read;
  if (partners.length === 0) return <NoApplications query={query} />;
  const links = listLinks(PAGES.admin.partners, { ...asked(query), status }, partners.length, pagination);
  return (
    <RowKeys>
      <ApplicationsTable rows={partners} nowMs={Date.now()} documents={documents} />
      <Pagination
        {...links}
        noun={query.status === WAITING || !query.status ? 'applications' : 'partners'}
        className="mt-4 flex-wrap"
      />
    </RowKeys>
  );
}

/** The filters beside the status, which has a word of its own for “any”. */
function asked({ search, kyc_status, entity_type, late }: ApplicationsQuery) {
  return { search, kyc_status, entity_type, late };
}

function NoApplications({ query }: { query: ApplicationsQuery }) {
  const isNarrow = Boolean(query.kyc_status || query.entity_type || query.late);
  const everywhere = listAddress(PAGES.admin.partners, { ...asked(query), status: ANY_STATUS });
  if (query.search) {
    return (
      <Card>
        <EmptyState
          icon={<SearchX />}
          title={`Nothing matches “${query.search}”`}
          action={query.status ? <ButtonLink href={everywhere}>Search in every status</ButtonLink> : undefined}
        >
          Business name, contact person, e-mail and partner number were searched
          {query.status ? `, among those that are “${PARTNER_STATUS_LABELS[query.status]}”` : ''}
          {isNarrow ? ' and fit what you chose beside it' : ''}.
        </EmptyState>
      </Card>
    );
  }
  if (isNarrow) {
    return (
      <Card>
        <EmptyState
          icon={query.late ? <CircleCheck /> : <SearchX />}
          title={query.late ? 'Nothing is late' : 'Nothing here fits'}
          action={<ButtonLink href={PAGES.admin.partners}>Back to the queue</ButtonLink>}
        >
          No application fits what you chose above.
        </EmptyState>
      </Card>
    );
  }
  if (query.status === WAITING) {
    return (
      <Card>
        <EmptyState
          icon={<Inbox />}
          title="No application waits for you"
          action={<ButtonLink href={everywhere}>Show every application</ButtonLink>}
        >
          An application stands here as soon as its first document is handed in, with the time left to decide.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <EmptyState
        icon={<Inbox />}
        title="Nothing here yet"
        action={<ButtonLink href={PAGES.admin.partners}>Back to the queue</ButtonLink>}
      >
        {query.status ? `No application is “${PARTNER_STATUS_LABELS[query.status]}”.` : 'Nobody has applied yet.'}
      </EmptyState>
    </Card>
  );
}
