import { listAskedExtensions } from '@/features/leads/read-work';
import { ExtensionRequests } from '@/features/leads/ui/desk/ExtensionRequests';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PAGES } from '@/shared/paths';

/** Partners that ask for more time with a customer they registered. */
export async function Extensions() {
  const requests = await readAsViewer(PAGES.admin.leads, (tx) => listAskedExtensions(tx));
  if (requests.length === 0) return null;
  return (
    <div className="mb-5">
      <ExtensionRequests requests={requests} />
    </div>
  );
}
