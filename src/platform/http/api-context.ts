import type { HttpBindings } from '@hono/node-server';
import type { Outcome } from '@/shared/refusal';
import type { Session } from '../auth/session';
import type { Tx } from '../db/transaction';
import type { Viewer } from '../rbac/viewer';

/**
 * Runs a use case as the user of the request, in one transaction, after the route's permission was checked on the facts
 * of that same transaction. A refusal rolls back and becomes the answer.
 */
export type RunAsViewer = <T>(work: (tx: Tx, viewer: Viewer) => Promise<Outcome<T>>) => Promise<T>;

/** What a handler finds in its Hono context. */
export type PortalEnv = {
  // Absent where Next hosts the API.
  Bindings: Partial<HttpBindings>;
  Variables: { requestId: string; session: Session; asViewer: RunAsViewer };
};
