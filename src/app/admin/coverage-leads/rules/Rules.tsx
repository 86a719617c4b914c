import { ListOrdered } from 'lucide-react';
import { listRules } from '@/features/leads/read-rules';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PAGES } from '@/shared/paths';
import { Alert } from '@/ui/Alert';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { OrderedRules } from './OrderedRules';

export async function Rules() {
  const rules = await readAsViewer(PAGES.admin.leadRules, listRules);
  if (rules.length === 0) {
    return (
      <Card>
        <EmptyState icon={<ListOrdered />} title="There is no rule yet">
          Until there is one, nothing is given out by itself: every lead waits for the desk. Add a rule, try it, and new
          leads go to partners within a minute.
        </EmptyState>
      </Card>
    );
  }
  return (
    <div className="grid min-w-0 gap-4">
      {rules.some(({ is_active: isActive }) => isActive) ? null : (
        <Alert tone="warning" title="Every rule is paused">
          Nothing is given out by itself until you resume one.
        </Alert>
      )}
      <Card>
        <OrderedRules rules={rules} />
      </Card>
    </div>
  );
}
