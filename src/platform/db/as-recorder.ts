import { sql } from 'kysely';
import type { Tx } from './transaction';

/**
 * Runs `work` as portal_recorder inside the transaction it is given: for the few statements that write what no user may
 * write by hand (audit rows, consents, sealed details). The user's claims stay, and policies still ask who it is. When
 * `work` throws, the transaction is over anyway, so the role is put back on success only.
 */
export async function asRecorder<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`select set_config('role', 'portal_recorder', true)`.execute(tx.db);
  const result = await work();
  await sql`select set_config('role', ${tx.role}, true)`.execute(tx.db);
  return result;
}
