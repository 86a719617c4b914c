import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { pageViewer } from '@/platform/auth/page-viewer';
import { PermissionGate } from '@/platform/rbac/PermissionGate';
import type { Permission } from '@/platform/rbac/permissions';
import { PAGES } from '@/shared/paths';
import { Card } from '@/ui/Card';
import { PageHeader } from '@/ui/PageHeader';
import { Denied } from './Denied';

type AdminGateProps = {
  /** One of these opens the page. */
  permissions: readonly Permission[];
  /** The page's own address, to come back to after logging in. */
  here: string;
  /** The page's name, for the screen that says who may see it. */
  title: string;
  children: ReactNode;
};

/** Around the content of every desk page: without a session to the log-in page, without the permission who may. */
export async function AdminGate({ permissions, here, title, children }: AdminGateProps) {
  if (!(await pageViewer())) redirect(`${PAGES.login}?next=${encodeURIComponent(here)}`);
  const denied = (
    <>
      <PageHeader title={title} />
      <Card>
        <Denied permissions={permissions} what={`“${title}”`} />
      </Card>
    </>
  );
  return (
    <PermissionGate permissions={permissions} fallback={denied}>
      {children}
    </PermissionGate>
  );
}
