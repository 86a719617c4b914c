import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { distribute } from './domain/distribution';
import { readDistribution } from './read-distribution';
import { LeadRule, type TrialAnswer, type TriedLead } from './schema-rules';

function rules(tx: Tx) {
  return tx.db
    .selectFrom('partner_lead_rules as r')
    .select([
      'r.id',
      'r.position',
      'r.name',
      'r.is_active',
      'r.provinces',
      'r.service_types',
      'r.customer_types',
      'r.tiers',
    ])
    .select(['r.max_open_leads', 'r.version', 'r.updated_at'])
    .select(
      sql`coalesce((
        select jsonb_agg(jsonb_build_object('partner_id', m.partner_id, 'weight', m.weight, 'partner_name', p.business_name,
          'is_approved', p.status = 'approved') order by p.business_name, p.id)
        from partner_lead_rule_members m join partners p on p.id = m.partner_id where m.rule_id = r.id), '[]'::jsonb)`.as(
        'members',
      ),
    )
    .where('r.archived_at', 'is', null);
}

type RuleRow = Awaited<ReturnType<ReturnType<typeof rules>['execute']>>[number];

function toRule({ updated_at: updatedAt, ...row }: RuleRow): LeadRule {
  return LeadRule.parse({ ...row, updated_at: iso(updatedAt) });
}

/** The rules that are not put away, in their order. */
export async function listRules(tx: Tx): Promise<LeadRule[]> {
  return (await rules(tx).orderBy('r.position').orderBy('r.id').execute()).map(toRule);
}

/** One rule, or null when there is none or it was put away. */
export async function readRule(tx: Tx, ruleId: string): Promise<LeadRule | null> {
  const row = await rules(tx).where('r.id', '=', ruleId).executeTakeFirst();
  return row ? toRule(row) : null;
}

/** Whom a lead with these facts would go to right now, and why. Nothing is given to anybody, and no turn is taken. */
export async function tryRules(tx: Tx, tried: TriedLead): Promise<TrialAnswer> {
  const { province, service_type: service, customer_type } = tried;
  const facts = await readDistribution(tx);
  const lead = { province: province || null, service_type: service || null, customer_type, refused_by: [] };
  const decided = distribute(lead, facts.rules, facts.candidates, facts.turns);
  const mentioned = [
    ...decided.why.candidates.map(({ partner_id: id }) => id),
    ...decided.why.skipped.map(({ partner_id: id }) => id),
  ];
  return {
    partner_id: decided.matched ? decided.partnerId : null,
    rule_id: decided.matched ? decided.ruleId : null,
    why: decided.why,
    partner_names: await readPartnerNames(tx, mentioned),
  };
}

/** The names of partners, by id. */
export async function readPartnerNames(tx: Tx, partnerIds: readonly string[]): Promise<Record<string, string>> {
  if (partnerIds.length === 0) return {};
  const wanted = [...new Set(partnerIds)];
  const rows = await tx.db.selectFrom('partners').select(['id', 'business_name']).where('id', 'in', wanted).execute();
  return Object.fromEntries(rows.map(({ id, business_name: name }) => [id, name]));
}
