import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabasePool } from '@/platform/db/pool';
import type { Tx } from '@/platform/db/transaction';
import { withAnonymous, withUser } from '@/platform/db/with-user';
import { errorCode } from '@/shared/error-code';
import { claimsOf, PEOPLE, type Person, STAFF, type Stage, setStage } from './people';
import { ROLE_MATRIX } from './role-matrix';

const VERBS = ['select', 'insert', 'update', 'delete'] as const;
type Verb = (typeof VERBS)[number];

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(async () => {
  await closeDatabasePool();
  await stage.close();
});

function as<T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
  return person === 'anonymous' ? withAnonymous(work) : withUser(claimsOf(stage, person), work);
}

class Undo extends Error {}

/** Refused by a grant or a policy, or because the row is there already and cannot be taken. */
const REFUSED = new Set(['42501', '23505']);

/** Rows that the statement reached. A denied one is committed, so that a hole would leave its mark; others are undone. */
async function attempt(person: Person, statement: string): Promise<number> {
  let reached = 0;
  try {
    await as(person, async ({ db }) => {
      const result = await sql.raw(statement).execute(db);
      reached = Number(result.numAffectedRows ?? result.rows.length);
      if (reached > 0) throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo) && !REFUSED.has(errorCode(error))) throw error;
  }
  return reached;
}

async function fingerprint(table: string): Promise<unknown> {
  const { rows } = await stage.owner.query(
    `select md5(string_agg(t::text, '|' order by t::text)) as mark, count(*) from ${table} t`,
  );
  return rows[0];
}

describe.each(Object.entries(ROLE_MATRIX))('%s', (table, { statements, rights }) => {
  describe.each(PEOPLE)('%s', (person) => {
    it.each(VERBS.map((verb, place) => [verb, rights[person][place] !== '-'] as [Verb, boolean]))(
      '%s: %s',
      async (verb, allowed) => {
        const before = await fingerprint(table);
        const reached = await attempt(person, statements(stage, person)[verb]);
        expect(reached > 0).toBe(allowed);
        expect(await fingerprint(table)).toEqual(before);
      },
    );
  });
});

describe('the other side’s database role opens nothing', () => {
  const partners: Person[] = ['registrant', 'pending', 'partner', 'suspended'];
  it.each(partners)('%s cannot use the rights of staff', async (person) => {
    for (const { statements } of Object.values(ROLE_MATRIX)) {
      for (const verb of VERBS) {
        for (const lent of ['partner_manager', person] as const) {
          const statement = statements(stage, lent)[verb];
          expect(await attemptInRole(person, 'portal_staff', statement), statement).toBe(0);
        }
      }
    }
  });

  it.each(STAFF)('%s has no rights as a plain Supabase user', async (person) => {
    for (const [table, { statements }] of Object.entries(ROLE_MATRIX)) {
      if (table === 'products') continue; // active products are open to both sides
      for (const verb of VERBS) {
        const statement = statements(stage, person)[verb];
        expect(await attemptInRole(person, 'authenticated', statement), statement).toBe(0);
      }
    }
  });
});

async function attemptInRole(person: Person, role: string, statement: string): Promise<number> {
  let reached = 0;
  try {
    await as(person, async ({ db }) => {
      await sql`select set_config('role', ${role}, true)`.execute(db);
      const result = await sql.raw(statement).execute(db);
      reached = Number(result.numAffectedRows ?? result.rows.length);
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo) && !REFUSED.has(errorCode(error))) throw error;
  }
  return reached;
}
