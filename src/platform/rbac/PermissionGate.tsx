import type { ReactNode } from 'react';
import { pageViewer } from '../auth/page-viewer';
import type { Permission } from './permissions';
import { isAllowed } from './viewer';

type Props = {
  /** One of these is enough, or all of them with `requireAll`. */
  permissions: readonly Permission[];
  requireAll?: boolean;
  /** Shown instead; says who may. */
  fallback?: ReactNode;
  children: ReactNode;
};

/**
 * Renders its children only for a viewer who holds the permissions, staff or partner alike. Decided on the server, so
 * what is not allowed never travels to the browser.
 */
export async function PermissionGate({ permissions, requireAll = false, fallback = null, children }: Props) {
  const viewer = await pageViewer();
  return viewer && isAllowed(viewer, permissions, requireAll) ? children : fallback;
}
