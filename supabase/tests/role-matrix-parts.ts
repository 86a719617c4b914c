import type { Person, Stage } from './people';

/** s select, i insert, u update, d delete; a dash where the wall stands. */
type Rights = `${'s' | '-'}${'i' | '-'}${'u' | '-'}${'d' | '-'}`;

export type Statements = { select: string; insert: string; update: string; delete: string };

/** The statements that one person tries on one table: the most favourable ones, so that a denial means something. */
export type MatrixRow = {
  statements: (stage: Stage, person: Person) => Statements;
  rights: Record<Person, Rights>;
};

export const NOBODY: Record<Person, Rights> = {
  anonymous: '----',
  registrant: '----',
  pending: '----',
  partner: '----',
  other_partner: '----',
  suspended: '----',
  partner_manager: '----',
  compliance_officer: '----',
  finance_manager: '----',
  marketing_manager: '----',
  super_admin: '----',
};

export const ALL_STAFF_READ = {
  partner_manager: 's---',
  compliance_officer: 's---',
  finance_manager: 's---',
  marketing_manager: 's---',
  super_admin: 's---',
} as const;

/** A partner tries its own row where it has one; everybody else tries the row of `partner`. */
export const ownPartner = (stage: Stage, person: Person) =>
  person === 'pending' || person === 'suspended' ? stage.partnerIds[person] : stage.partnerIds.partner;

export const byId = (table: string, id: string, column: string, value: string): Omit<Statements, 'insert'> => ({
  select: `select id from ${table} where id = '${id}'`,
  update: `update ${table} set ${column} = ${value} where id = '${id}'`,
  delete: `delete from ${table} where id = '${id}'`,
});
