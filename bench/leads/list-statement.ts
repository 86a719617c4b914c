import type pg from 'pg';
import { listLeads } from '../../src/features/leads/read';
import { kyselyOn } from '../../src/platform/db/pool';

export type Statement = { text: string; values: unknown[] };

/** The statement that the portal itself sends for a partner's list, with its values. */
export async function listStatement(client: pg.Client, partnerId: string, status: 'contacted'): Promise<Statement> {
  let sent: Statement | undefined;
  const query = client.query.bind(client);
  // The portal's own code runs; what it sends is noted on the way.
  const noting = Object.create(client, {
    query: {
      value: (text: string, values: unknown[]) => {
        sent = { text, values };
        return query(text, values);
      },
    },
  });
  await listLeads({ db: kyselyOn(noting), role: 'authenticated', actorId: null }, partnerId, {
    page: 1,
    limit: 20,
    status,
  });
  if (!sent) throw new Error('The list sent no statement');
  return sent;
}

/** What opens a transaction as a user, without the portal's own question of who that is. */
export function bareOpening(claims: Record<string, unknown>, quote: (text: string) => string): string {
  return `begin; select set_config('statement_timeout', '15000', true), set_config('role', 'authenticated', true),
    set_config('request.jwt.claims', ${quote(JSON.stringify(claims))}, true),
    set_config('request.jwt.claim.sub', ${quote(String(claims.sub))}, true)`;
}
