import type { Person, Stage } from './people';
import { CRM_TABLES } from './role-matrix-crm';
import { LEAD_TABLES } from './role-matrix-leads';
import { ALL_STAFF_READ, byId, type MatrixRow, NOBODY, ownPartner } from './role-matrix-parts';

/** Every table of the portal and who may do what with it. A table that is missing here fails a convention test. */
export const ROLE_MATRIX: Record<string, MatrixRow> = {
  partners: {
    statements: (stage, person) => ({
      ...byId('partners', ownPartner(stage, person), ...partnerChange(person)),
      insert: `insert into partners (id, user_id, business_name, business_type, contact_person, email, phone,
        street_address, city, province, postal_code)
        values (gen_random_uuid(), '${stage.userIds[person]}', 'B', 'company', 'P', 'e@example.com', '+27', 'S', 'C', 'Gauteng', '2000')`,
    }),
    rights: {
      ...NOBODY,
      registrant: '-i--',
      pending: 's-u-',
      partner: 's---',
      suspended: 's---',
      partner_manager: 's-u-',
      compliance_officer: 's---',
      finance_manager: 's---',
      super_admin: 's-u-',
    },
  },
  partner_members: {
    statements: (stage, person) => ({
      select: `select user_id from partner_members where partner_id = '${ownPartner(stage, person)}'`,
      insert: `insert into partner_members (partner_id, user_id, role) values ('${ownPartner(stage, person)}', '${stage.userIds[person]}', 'owner')`,
      update: `update partner_members set role = 'owner' where partner_id = '${ownPartner(stage, person)}'`,
      delete: `delete from partner_members where partner_id = '${ownPartner(stage, person)}'`,
    }),
    rights: {
      ...NOBODY,
      pending: 's---',
      partner: 's---',
      suspended: 's---',
      partner_manager: 's---',
      compliance_officer: 's---',
      finance_manager: 's---',
      super_admin: 's---',
    },
  },
  partner_kyc_documents: {
    statements: (stage, person) => ({
      ...byId(
        'partner_kyc_documents',
        person === 'pending' ? stage.documentIds.pending : stage.documentIds.partner,
        'verified_by',
        `'${stage.userIds[person]}'`,
      ),
      insert: `with i as (select gen_random_uuid() as id) insert into partner_kyc_documents
        (id, partner_id, document_type, document_name, file_path, file_size, mime_type)
        select i.id, '${ownPartner(stage, person)}', 'other', 'n.pdf', '${ownPartner(stage, person)}/' || i.id, 1, 'application/pdf' from i`,
    }),
    rights: {
      ...NOBODY,
      pending: 'si--',
      partner: 's---',
      partner_manager: 's-u-',
      compliance_officer: 's-u-',
      super_admin: 's-u-',
    },
  },
  partner_kyc_uploads: {
    statements: (stage, person) => ({
      ...byId('partner_kyc_uploads', stage.uploadId, 'received', '1'),
      insert: `insert into partner_kyc_uploads (id, partner_id, document_type, file_name, file_size, content_sha256)
        values (gen_random_uuid(), '${ownPartner(stage, person)}', 'other', 'n.pdf', 1, '${'b'.repeat(64)}')`,
    }),
    rights: { ...NOBODY, pending: '-i--', partner: 's--d' },
  },
  partner_kyc_upload_pieces: {
    statements: (stage) => ({
      select: `select key_id from partner_kyc_upload_pieces where upload_id = '${stage.uploadId}'`,
      insert: `insert into partner_kyc_upload_pieces (upload_id, starts_at, sealed, key_id) values ('${stage.uploadId}', 1, 'x', 'k')`,
      update: `update partner_kyc_upload_pieces set sealed = 'y'`,
      delete: `delete from partner_kyc_upload_pieces where upload_id = '${stage.uploadId}'`,
    }),
    rights: { ...NOBODY, partner: 'si-d' },
  },
  coverage_leads: {
    statements: (stage, person) => ({
      ...byId('coverage_leads', stage.leadId, ...leadChange(stage, person)),
      insert: `insert into coverage_leads (first_name, last_name, email, phone, address) values ('F', 'L', 'e@example.com', '+27', 'A')`,
    }),
    rights: {
      ...NOBODY,
      partner: 's-u-',
      partner_manager: 'siu-',
      compliance_officer: 's---',
      finance_manager: 's---',
      super_admin: 'siu-',
    },
  },
  partner_lead_activities: {
    statements: (stage, person) => ({
      ...byId('partner_lead_activities', stage.activityId, 'subject', `'x'`),
      insert: `insert into partner_lead_activities (id, lead_id, partner_id, activity_type)
        values (gen_random_uuid(), '${stage.leadId}', '${person === 'other_partner' ? stage.partnerIds.other_partner : stage.partnerIds.partner}', 'note')`,
    }),
    rights: {
      ...NOBODY,
      partner: 'si--',
      partner_manager: 's---',
      compliance_officer: 's---',
      finance_manager: 's---',
      super_admin: 's---',
    },
  },
  admin_users: {
    statements: (stage, person) => ({
      ...byId(
        'admin_users',
        stage.userIds[person === 'anonymous' ? 'partner_manager' : person],
        'role_template_id',
        `'super_admin'`,
      ),
      select: `select id from admin_users`,
      insert: `insert into admin_users (id, email, full_name, role_template_id) values ('${stage.userIds[person]}', 'x@example.com', 'x', 'super_admin')`,
    }),
    rights: { ...NOBODY, ...ALL_STAFF_READ },
  },
  role_templates: {
    statements: () => ({
      ...byId('role_templates', 'sales_partner', 'permissions', `'["partners_admin:approve"]'`),
      insert: `insert into role_templates (id, name) values ('mine', 'Mine')`,
    }),
    rights: { ...NOBODY, ...ALL_STAFF_READ },
  },
  customers: {
    statements: (stage) => ({
      ...byId('customers', stage.customerId, 'email', `'x'`),
      insert: `insert into customers (first_name, last_name, email, phone) values ('F', 'L', 'e', 'p')`,
    }),
    rights: { ...NOBODY, partner_manager: 's---', finance_manager: 's---', super_admin: 's---' },
  },
  products: {
    statements: (stage) => ({
      ...byId('products', stage.productId, 'price', '1'),
      insert: `insert into products (name, service_type, price) values ('P', 'fibre', 1)`,
    }),
    rights: {
      ...NOBODY,
      partner: 's---',
      other_partner: 's---',
      partner_manager: 's---',
      finance_manager: 's---',
      marketing_manager: 's---',
      super_admin: 's---',
    },
  },
  orders: {
    statements: (stage) => ({
      ...byId('orders', stage.orderId, 'order_status', `'confirmed'`),
      insert: `insert into orders (lead_id) values ('${stage.leadId}')`,
    }),
    rights: { ...NOBODY, partner: 's---', partner_manager: 's---', finance_manager: 's---', super_admin: 's---' },
  },
  partner_audit_log: {
    statements: (stage) => ({
      select: `select id from partner_audit_log where partner_id = '${stage.partnerIds.partner}'`,
      insert: `insert into partner_audit_log (actor_kind, action, entity, entity_id) values ('system', 'x', 'partner', gen_random_uuid())`,
      update: `update partner_audit_log set action = 'x'`,
      delete: `delete from partner_audit_log`,
    }),
    rights: {
      ...NOBODY,
      partner_manager: 's---',
      compliance_officer: 's---',
      finance_manager: 's---',
      super_admin: 's---',
    },
  },
  ...LEAD_TABLES,
  ...CRM_TABLES,
  partner_mails: {
    statements: () => ({
      select: `select template from partner_mails`,
      insert: `insert into partner_mails (idempotency_key, template, recipient) values ('x', 'x', 'x')`,
      update: `update partner_mails set recipient = 'x'`,
      delete: `delete from partner_mails`,
    }),
    rights: {
      ...NOBODY,
      partner_manager: 's---',
      compliance_officer: 's---',
      finance_manager: 's---',
      super_admin: 's---',
    },
  },
  partner_application_drafts: {
    statements: (stage, person) => ({
      select: `select user_id from partner_application_drafts where user_id = '${stage.userIds.registrant}'`,
      insert: `insert into partner_application_drafts (user_id, step) values ('${stage.userIds[person]}', 'business')
        on conflict (user_id) do update set step = 'contact'`,
      update: `update partner_application_drafts set step = 'contact' where user_id = '${stage.userIds.registrant}'`,
      delete: `delete from partner_application_drafts where user_id = '${stage.userIds.registrant}'`,
    }),
    rights: { ...NOBODY, registrant: 'siud' },
  },
  partner_consents: {
    statements: (stage, person) => ({
      select: `select id from partner_consents where partner_id = '${stage.partnerIds.partner}'`,
      insert: `insert into partner_consents (user_id, purpose, text_version, granted) values ('${stage.userIds[person]}', 'x', '1', true)`,
      update: `update partner_consents set granted = false`,
      delete: `delete from partner_consents`,
    }),
    rights: {
      ...NOBODY,
      partner: 's---',
      partner_manager: 's---',
      compliance_officer: 's---',
      finance_manager: 's---',
      super_admin: 's---',
    },
  },
  partner_desk_notes: {
    statements: (stage) => ({
      select: `select id from partner_desk_notes`,
      insert: `insert into partner_desk_notes (partner_id, note) values ('${stage.partnerIds.partner}', 'x')`,
      update: `update partner_desk_notes set note = 'y'`,
      delete: `delete from partner_desk_notes`,
    }),
    rights: {
      ...NOBODY,
      partner_manager: 'si--',
      compliance_officer: 'si--',
      finance_manager: 'si--',
      super_admin: 'si--',
    },
  },
  webhook_deliveries: {
    statements: () => ({
      select: `select delivery_id from webhook_deliveries`,
      insert: `insert into webhook_deliveries (source, delivery_id, body) values ('resend', 'x', '{}')`,
      update: `update webhook_deliveries set handled_at = now()`,
      delete: `delete from webhook_deliveries`,
    }),
    rights: NOBODY,
  },
  portal_rate_limits: {
    statements: () => ({
      select: `select key from portal_rate_limits`,
      insert: `insert into portal_rate_limits (key, points) values ('x', 1)`,
      update: `update portal_rate_limits set points = 0`,
      delete: `delete from portal_rate_limits`,
    }),
    rights: NOBODY,
  },
};

/** What each side may change at all; the other side's column would be refused for the grant alone. */
function partnerChange(person: Person): [column: string, value: string] {
  return person.includes('_') && person !== 'other_partner' ? ['approval_notes', `'noted'`] : ['suburb', `'Suburb'`];
}

function leadChange(stage: Stage, person: Person): [column: string, value: string] {
  return person.includes('_') && person !== 'other_partner'
    ? ['assigned_partner_id', `'${stage.partnerIds.other_partner}'`]
    : ['status', `'contacted'`];
}
