import { kyselyOn } from './pool';
import { inTransaction, type Tx } from './transaction';

/**
 * Runs `work` as portal_recorder in a transaction of its own: for deliveries of other services, whose sender has proved
 * itself by a secret and has no session.
 */
export function withRecorder<T>(work: (db: Tx['db']) => Promise<T>): Promise<T> {
  return inTransaction(
    () => `select set_config('role', 'portal_recorder', true)`,
    () => undefined,
    (client) => work(kyselyOn(client)),
  );
}
