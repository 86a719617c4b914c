import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Claims } from '@/platform/auth/claims';
import { temporaryDatabase } from '../../tools/postgres/temporary-database';

/** Who tries. The first has no session; the partners act for one partner each; the rest are staff. */
export const PEOPLE = [
  'anonymous',
  'registrant',
  'pending',
  'partner',
  'other_partner',
  'suspended',
  'partner_manager',
  'compliance_officer',
  'finance_manager',
  'marketing_manager',
  'super_admin',
] as const;
export type Person = (typeof PEOPLE)[number];

export const STAFF: readonly Person[] = PEOPLE.slice(PEOPLE.indexOf('partner_manager'));

/** Ids of the rows that exist before anybody tries anything. */
export type Stage = {
  owner: pg.Client;
  userIds: Record<Person, string>;
  partnerIds: Record<'pending' | 'partner' | 'other_partner' | 'suspended', string>;
  /** Belongs to `partner`. */
  leadId: string;
  /** Nobody's yet. */
  freeLeadId: string;
  activityId: string;
  /** `partner`'s document, and `pending`'s. */
  documentIds: Record<'partner' | 'pending', string>;
  /** A file of `partner` on its way, with one piece. */
  uploadId: string;
  orderId: string;
  customerId: string;
  productId: string;
  ruleId: string;
  /** Given to `partner`, who registered `leadId` too. */
  assignmentId: string;
  registrationId: string;
  /** Begun by the partner manager. */
  importId: string;
  runId: string;
  close(): Promise<void>;
};

/** The token's claims of a person, as Supabase would write them. */
export function claimsOf(stage: Stage, person: Person): Claims {
  return {
    sub: stage.userIds[person],
    role: 'authenticated',
    aud: 'authenticated',
    exp: Math.floor(Date.now() / 1000) + 3600,
    email: `${person}@example.com`,
  };
}

/** A fresh database with one row of everything; the process's DATABASE_URL points at it. */
export async function setStage(): Promise<Stage> {
  const database = await temporaryDatabase();
  process.env.DATABASE_URL = database.loginUrl;
  process.env.MIGRATION_DATABASE_URL = database.ownerUrl;
  process.env.SUPABASE_URL = 'http://127.0.0.1:9';
  process.env.SUPABASE_PUBLISHABLE_KEY = 'unused';
  process.env.SUPABASE_SECRET_KEY = 'unused';
  process.env.PORTAL_ENCRYPTION_KEYS = `test1:${randomBytes(32).toString('base64')}`;
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const userIds = await insertUsers(owner);
  const partnerIds = {
    pending: await insertPartner(owner, userIds.pending, 'pending'),
    partner: await insertPartner(owner, userIds.partner, 'approved'),
    other_partner: await insertPartner(owner, userIds.other_partner, 'approved'),
    suspended: await insertPartner(owner, userIds.suspended, 'suspended'),
  };
  const rows = await insertRows(owner, partnerIds, userIds);
  return {
    owner,
    userIds,
    partnerIds,
    ...rows,
    ...(await insertLeadRows(owner, partnerIds, userIds, rows)),
    documentIds: {
      partner: await insertDocument(owner, partnerIds.partner, userIds.partner),
      pending: await insertDocument(owner, partnerIds.pending, userIds.pending),
    },
    close: async () => {
      await owner.end();
      await database.close();
    },
  };
}

async function insertUsers(owner: pg.Client): Promise<Record<Person, string>> {
  const ids: Partial<Record<Person, string>> = {};
  for (const person of PEOPLE) {
    const id = randomUUID();
    ids[person] = id;
    const email = `${person}@example.com`;
    await owner.query(
      `insert into auth.users (id, aud, role, email) values ($1, 'authenticated', 'authenticated', $2)`,
      [id, email],
    );
    if (!STAFF.includes(person)) continue;
    await owner.query(`insert into admin_users (id, email, full_name, role_template_id) values ($1, $2, $3, $3)`, [
      id,
      email,
      person,
    ]);
  }
  // The loop has filled every person in.
  return ids as Record<Person, string>;
}

async function insertPartner(owner: pg.Client, userId: string, status: string): Promise<string> {
  const id = randomUUID();
  await owner.query(
    `insert into partners (id, user_id, business_name, business_type, contact_person, email, phone, street_address, city,
       province, postal_code, status, partner_number)
     values ($1, $2, 'Business', 'company', 'Person', 'person@example.com', '+27820000000', '1 Road', 'City', 'Gauteng',
       '2000', $3, case when $3 in ('approved', 'suspended') then portal.next_partner_number() end)`,
    [id, userId, status],
  );
  await owner.query(`insert into partner_members (partner_id, user_id, role) values ($1, $2, 'owner')`, [id, userId]);
  return id;
}

async function insertDocument(owner: pg.Client, partnerId: string, userId: string): Promise<string> {
  const id = randomUUID();
  await owner.query(
    `insert into partner_kyc_documents (id, partner_id, document_type, document_name, file_path, file_size, mime_type, uploaded_by)
     values ($1, $2, 'id_document', 'id.pdf', $3, 10, 'application/pdf', $4)`,
    [id, partnerId, `${partnerId}/${id}`, userId],
  );
  return id;
}

async function insertLead(owner: pg.Client, partnerId: string | null): Promise<string> {
  const id = randomUUID();
  await owner.query(
    `insert into coverage_leads (id, first_name, last_name, email, phone, address, assigned_partner_id)
     values ($1, 'First', 'Last', 'lead@example.com', '+27820000001', '1 Road', $2)`,
    [id, partnerId],
  );
  return id;
}

async function insertRows(owner: pg.Client, partnerIds: Stage['partnerIds'], userIds: Stage['userIds']) {
  const leadId = await insertLead(owner, partnerIds.partner);
  const freeLeadId = await insertLead(owner, null);
  const [activityId, orderId, customerId, productId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await owner.query(
    `insert into partner_lead_activities (id, lead_id, partner_id, activity_type, created_by) values ($1, $2, $3, 'call', $4)`,
    [activityId, leadId, partnerIds.partner, userIds.partner],
  );
  await owner.query(
    `insert into customers (id, first_name, last_name, email, phone) values ($1, 'First', 'Last', 'c@example.com', '+27820000002')`,
    [customerId],
  );
  await owner.query(
    `insert into products (id, name, service_type, price, status) values ($1, 'Fibre', 'fibre', 499, 'active')`,
    [productId],
  );
  await owner.query(`insert into orders (id, lead_id, customer_id) values ($1, $2, $3)`, [orderId, leadId, customerId]);
  await owner.query(
    `insert into partner_audit_log (actor_kind, action, entity, entity_id, partner_id) values ('system', 'a', 'partner', $1, $1)`,
    [partnerIds.partner],
  );
  await owner.query(`insert into crm_sync_records (entity, entity_id) values ('lead', $1)`, [leadId]);
  await owner.query(
    `insert into partner_mails (idempotency_key, partner_id, template, recipient) values ('key', $1, 't', 'a@example.com')`,
    [partnerIds.partner],
  );
  const uploadId = randomUUID();
  await owner.query(
    `insert into partner_kyc_uploads (id, partner_id, document_type, file_name, file_size, content_sha256, created_by)
     values ($1, $2, 'other', 'n.pdf', 2, $3, $4)`,
    [uploadId, partnerIds.partner, 'a'.repeat(64), userIds.partner],
  );
  await owner.query(
    `insert into partner_kyc_upload_pieces (upload_id, starts_at, sealed, key_id) values ($1, 0, 'x', 'key')`,
    [uploadId],
  );
  await owner.query(`insert into partner_application_drafts (user_id, step) values ($1, 'business')`, [
    userIds.registrant,
  ]);
  await owner.query(
    `insert into partner_consents (user_id, partner_id, purpose, text_version, granted) values ($1, $2, 'terms', '1', true)`,
    [userIds.partner, partnerIds.partner],
  );
  await owner.query(`insert into partner_desk_notes (partner_id, author_id, note) values ($1, $2, 'note')`, [
    partnerIds.partner,
    userIds.partner_manager,
  ]);
  await owner.query(`insert into webhook_deliveries (source, delivery_id, body) values ('resend', 'd', '{}')`);
  await owner.query(`insert into portal_rate_limits (key, points) values ('key', 1)`);
  return { leadId, freeLeadId, activityId, uploadId, orderId, customerId, productId };
}

/** What stands around leads: rules, assignments, claims, imports; and the CRM's side of them. */
async function insertLeadRows(
  owner: pg.Client,
  partnerIds: Stage['partnerIds'],
  userIds: Stage['userIds'],
  { leadId, freeLeadId }: { leadId: string; freeLeadId: string },
) {
  const ids = {
    ruleId: randomUUID(),
    assignmentId: randomUUID(),
    registrationId: randomUUID(),
    importId: randomUUID(),
    runId: randomUUID(),
  };
  const { ruleId, assignmentId, registrationId, importId, runId } = ids;
  const manager = userIds.partner_manager;
  await owner.query(`insert into partner_lead_rules (id, position, name, created_by) values ($1, 1, 'Rule', $2)`, [
    ruleId,
    manager,
  ]);
  for (const table of ['partner_lead_rule_members (rule_id, partner_id, weight)', 'partner_lead_rule_turns']) {
    await owner.query(`insert into ${table} values ($1, $2, 1)`, [ruleId, partnerIds.partner]);
  }
  await owner.query(
    `insert into partner_lead_assignments (id, lead_id, partner_id, how, assigned_by) values ($1, $2, $3, 'hand', $4)`,
    [assignmentId, leadId, partnerIds.partner, manager],
  );
  await owner.query(
    `insert into partner_lead_registrations (id, receipt_number, lead_id, partner_id, registered_by, expires_at)
     values ($1, 'LR-2026-1', $2, $3, $4, now() + interval '9 days')`,
    [registrationId, leadId, partnerIds.partner, userIds.partner],
  );
  await owner.query(`insert into partner_lead_registration_attempts (partner_id, outcome) values ($1, 'registered')`, [
    partnerIds.partner,
  ]);
  await owner.query(`insert into partner_lead_intake (lead_id) values ($1) on conflict do nothing`, [freeLeadId]);
  await owner.query(`insert into partner_calendar_feeds (user_id, partner_id, token_hash) values ($1, $2, 'hash')`, [
    userIds.partner,
    partnerIds.partner,
  ]);
  await owner.query(`insert into partner_lead_imports (id, file_name, created_by) values ($1, 'leads.csv', $2)`, [
    importId,
    manager,
  ]);
  await owner.query(`insert into partner_lead_import_rows (import_id, line, facts) values ($1, 2, '{}')`, [importId]);
  await owner.query(
    `insert into portal_saved_views (user_id, list, name, query) values ($1, 'leads', 'Mine', 'status=new')`,
    [userIds.partner],
  );
  await owner.query(
    `insert into partner_lead_statistics (partner_id, assigned, open, answered, answered_in_time, converted, declined)
     values ($1, 1, 1, 0, 0, 0, 0)`,
    [partnerIds.partner],
  );
  await owner.query(`insert into crm_cursors (module, modified_time) values ('Leads', now())`);
  await owner.query(`insert into crm_channels (channel_id, module, expires_at) values ('1', 'Leads', now())`);
  await owner.query(`insert into crm_usage (hour) values (date_trunc('hour', now()))`);
  await owner.query(`insert into crm_runs (id, kind, requested_by) values ($1, 'dry_run', $2)`, [
    runId,
    userIds.super_admin,
  ]);
  await owner.query(`insert into crm_differences (entity, entity_id, kind) values ('lead', $1, 'conflict')`, [leadId]);
  return ids;
}
