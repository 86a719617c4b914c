import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import type { NewRule, RuleChange, RuleMember } from './schema-rules';

/** Writes a new rule behind all others. */
export async function insertRule(tx: Tx, id: string, { members, ...facts }: NewRule): Promise<void> {
  await tx.db
    .insertInto('partner_lead_rules')
    .values({
      id,
      ...facts,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from partner_lead_rules)`,
    })
    .execute();
  await replaceMembers(tx, id, members);
}

/**
 * Changes a rule, if it is still in the version that was seen.
 * @returns false when somebody else was faster, or it was put away
 */
export async function updateRule(tx: Tx, id: string, change: RuleChange): Promise<boolean> {
  const { members, archived, seen_version: seen, ...facts } = change;
  const result = await tx.db
    .updateTable('partner_lead_rules')
    .set({ ...facts, ...(archived ? { archived_at: sql`now()` } : {}), version: seen + 1, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('version', '=', seen)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) return false;
  if (members) await replaceMembers(tx, id, members);
  return true;
}

async function replaceMembers(tx: Tx, ruleId: string, members: readonly RuleMember[]): Promise<void> {
  const kept = members.map(({ partner_id: id }) => id);
  await tx.db
    .deleteFrom('partner_lead_rule_members')
    .where('rule_id', '=', ruleId)
    .$if(kept.length > 0, (q) => q.where('partner_id', 'not in', kept))
    .execute();
  if (members.length === 0) return;
  await tx.db
    .insertInto('partner_lead_rule_members')
    .values(members.map((member) => ({ rule_id: ruleId, ...member })))
    .onConflict((conflict) =>
      conflict.columns(['rule_id', 'partner_id']).doUpdateSet({ weight: (e) => e.ref('excluded.weight') }),
    )
    .execute();
}

/** The rules that are not put away, held until the transaction ends. */
export async function lockRules(tx: Tx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('partner_lead_rules')
    .select('id')
    .where('archived_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

/** Positions from 1, in the order of the ids. What a rule says stays, and so does its version. */
export async function updateOrder(tx: Tx, ruleIds: readonly string[]): Promise<void> {
  await sql`
    update partner_lead_rules r set position = o.position
    from unnest(${ruleIds}::uuid[]) with ordinality as o (id, position)
    where r.id = o.id and r.position <> o.position`.execute(tx.db);
}

/** Of these partners, those that exist. */
export async function selectKnownPartners(tx: Tx, partnerIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (partnerIds.length === 0) return new Set();
  const rows = await tx.db.selectFrom('partners').select('id').where('id', 'in', partnerIds).execute();
  return new Set(rows.map(({ id }) => id));
}
