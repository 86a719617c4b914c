import { CircleCheck } from 'lucide-react';
import { DIFFERENCE_LABELS } from '@/features/crm/domain/difference-words';
import { listDifferences } from '@/features/crm/read-records';
import type { DifferencesQuery } from '@/features/crm/schema';
import { DifferencesTable } from '@/features/crm/ui/desk/DifferencesTable';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PAGES } from '@/shared/paths';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { Pagination } from '@/ui/Pagination';
import { listLinks } from '../../list-links';

/** One page of differences. */
export async function DifferenceList({ query }: { query: DifferencesQuery }) {
  const { differences, pagination } = await readAsViewer(PAGES.admin.crmDifferences, (tx) =>
    listDifferences(tx, query),
  );
  if (differences.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={<CircleCheck />}
          title={query.kind ? `Nothing was “${DIFFERENCE_LABELS[query.kind]}”` : 'Both sides agreed so far'}
        >
          When a field is changed on both sides at once, or a record disappears in Zoho, it stands here with what became
          of it.
        </EmptyState>
      </Card>
    );
  }
  const links = listLinks(PAGES.admin.crmDifferences, { kind: query.kind }, differences.length, pagination);
  return (
    <>
      <DifferencesTable differences={differences} />
      <Pagination {...links} noun="differences" className="mt-4 flex-wrap" />
    </>
  );
}
