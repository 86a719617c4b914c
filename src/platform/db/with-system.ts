import { kyselyOn } from './pool';
import { inTransaction, type Tx } from './transaction';

/**
 * Runs `work` as service_role, which row level security does not bind. Only jobs and the worker may use it (a lint rule
 * says so): what a request does, it does as its user.
 */
export function withSystem<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(
    () => `select set_config('role', 'service_role', true)`,
    () => undefined,
    (client) => work({ db: kyselyOn(client), role: 'service_role', actorId: null }),
  );
}
