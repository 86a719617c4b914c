import { byId, type MatrixRow, NOBODY } from './role-matrix-parts';

const ASSIGNERS = { partner_manager: 's---', super_admin: 's---' } as const;
const DESK_READS = {
  partner_manager: 's---',
  compliance_officer: 's---',
  finance_manager: 's---',
  super_admin: 's---',
} as const;

/** How leads come to partners: rules, offers, claims, imports. */
export const LEAD_TABLES: Record<string, MatrixRow> = {
  partner_lead_rules: {
    statements: (stage) => ({
      ...byId('partner_lead_rules', stage.ruleId, 'name', `'x'`),
      insert: `insert into partner_lead_rules (position, name) values (2, 'x')`,
    }),
    rights: { ...NOBODY, partner_manager: 'siu-', super_admin: 'siu-' },
  },
  partner_lead_rule_members: {
    statements: (stage) => ({
      select: `select weight from partner_lead_rule_members where rule_id = '${stage.ruleId}'`,
      insert: `insert into partner_lead_rule_members (rule_id, partner_id, weight) values ('${stage.ruleId}', '${stage.partnerIds.other_partner}', 1)`,
      update: `update partner_lead_rule_members set weight = 2 where rule_id = '${stage.ruleId}'`,
      delete: `delete from partner_lead_rule_members where rule_id = '${stage.ruleId}'`,
    }),
    rights: { ...NOBODY, partner_manager: 'siud', super_admin: 'siud' },
  },
  partner_lead_rule_turns: {
    statements: (stage) => ({
      select: `select credit from partner_lead_rule_turns where rule_id = '${stage.ruleId}'`,
      insert: `insert into partner_lead_rule_turns (rule_id, partner_id) values ('${stage.ruleId}', '${stage.partnerIds.other_partner}')`,
      update: `update partner_lead_rule_turns set credit = 99`,
      delete: `delete from partner_lead_rule_turns`,
    }),
    rights: { ...NOBODY, ...ASSIGNERS },
  },
  partner_lead_assignments: {
    statements: (stage) => ({
      ...byId('partner_lead_assignments', stage.assignmentId, 'outcome', `'moved'`),
      insert: `insert into partner_lead_assignments (lead_id, partner_id, how) values ('${stage.freeLeadId}', '${stage.partnerIds.partner}', 'hand')`,
    }),
    rights: {
      ...NOBODY,
      partner: 's---',
      partner_manager: 'siu-',
      compliance_officer: 's---',
      finance_manager: 's---',
      super_admin: 'siu-',
    },
  },
  partner_lead_intake: {
    statements: (stage) => ({
      select: `select state from partner_lead_intake where lead_id = '${stage.freeLeadId}'`,
      // The lead that nobody has waits already; again it may be put there by whoever assigns.
      insert: `insert into partner_lead_intake (lead_id) values ('${stage.freeLeadId}')
        on conflict (lead_id) do update set state = 'due'`,
      update: `update partner_lead_intake set due_at = now() where lead_id = '${stage.freeLeadId}'`,
      delete: `delete from partner_lead_intake where lead_id = '${stage.freeLeadId}'`,
    }),
    rights: { ...NOBODY, ...DESK_READS, partner_manager: 'siud', super_admin: 'siud' },
  },
  partner_lead_registrations: {
    statements: (stage, person) => ({
      ...byId('partner_lead_registrations', stage.registrationId, 'extension_requested_at', 'now()'),
      insert: `insert into partner_lead_registrations (receipt_number, lead_id, partner_id, expires_at)
        values ('${person}', '${stage.freeLeadId}', '${stage.partnerIds.partner}', now())`,
    }),
    rights: { ...NOBODY, ...DESK_READS, partner: 's-u-' },
  },
  partner_lead_registration_attempts: {
    statements: (stage) => ({
      select: `select outcome from partner_lead_registration_attempts`,
      insert: `insert into partner_lead_registration_attempts (partner_id, outcome) values ('${stage.partnerIds.partner}', 'own')`,
      update: `update partner_lead_registration_attempts set outcome = 'own'`,
      delete: `delete from partner_lead_registration_attempts`,
    }),
    rights: NOBODY,
  },
  partner_calendar_feeds: {
    statements: (stage, person) => ({
      select: `select created_at from partner_calendar_feeds`,
      insert: `insert into partner_calendar_feeds (partner_id, token_hash) values ('${stage.partnerIds.other_partner}', '${person}')`,
      update: `update partner_calendar_feeds set revoked_at = now()`,
      delete: `delete from partner_calendar_feeds`,
    }),
    rights: { ...NOBODY, partner: 's-u-', other_partner: '-i--' },
  },
  partner_lead_imports: {
    statements: (stage) => ({
      ...byId('partner_lead_imports', stage.importId, 'state', `'discarded'`),
      insert: `insert into partner_lead_imports (file_name) values ('x.csv')`,
    }),
    rights: { ...NOBODY, partner_manager: 'siu-', super_admin: '-i--' },
  },
  partner_lead_import_rows: {
    statements: (stage) => ({
      select: `select line from partner_lead_import_rows where import_id = '${stage.importId}'`,
      insert: `insert into partner_lead_import_rows (import_id, line, facts) values ('${stage.importId}', 3, '{}')`,
      update: `update partner_lead_import_rows set lead_id = '${stage.leadId}' where import_id = '${stage.importId}'`,
      delete: `delete from partner_lead_import_rows`,
    }),
    rights: { ...NOBODY, partner_manager: 'siu-' },
  },
  portal_saved_views: {
    statements: (stage, person) => ({
      select: `select name from portal_saved_views`,
      insert: `insert into portal_saved_views (list, name, query) values ('leads', '${person}', '')`,
      update: `update portal_saved_views set query = ''`,
      delete: `delete from portal_saved_views where user_id = '${stage.userIds.partner}'`,
    }),
    rights: {
      anonymous: '----',
      registrant: '----',
      pending: '-i--',
      partner: 'si-d',
      other_partner: '-i--',
      suspended: '-i--',
      partner_manager: '-i--',
      compliance_officer: '-i--',
      finance_manager: '-i--',
      marketing_manager: '-i--',
      super_admin: '-i--',
    },
  },
  partner_lead_statistics: {
    statements: (stage) => ({
      select: `select open from partner_lead_statistics where partner_id = '${stage.partnerIds.partner}'`,
      insert: `insert into partner_lead_statistics values ('${stage.partnerIds.other_partner}', 1, 1, 1, 1, 1, 1, 1)`,
      update: `update partner_lead_statistics set converted = 99`,
      delete: `delete from partner_lead_statistics`,
    }),
    rights: { ...NOBODY, partner: 's---', partner_manager: 's---', finance_manager: 's---', super_admin: 's---' },
  },
};
