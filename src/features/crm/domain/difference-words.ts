/** Where the two sides were found apart. */
export const DIFFERENCE_KINDS = ['conflict', 'restored', 'missing_in_crm', 'unknown_value', 'not_importable'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

export const DIFFERENCE_LABELS: Record<DifferenceKind, string> = {
  conflict: 'Changed on both sides',
  restored: 'Put back',
  missing_in_crm: 'Gone in the CRM',
  unknown_value: 'Value not mapped',
  not_importable: 'Not taken over',
};

export type Side = 'portal' | 'crm';

type Difference = { kind: DifferenceKind; fields: readonly string[]; winner: Side | null };

const list = new Intl.ListFormat('en-ZA', { type: 'conjunction' });

/** "Email and Phone", or "A field" where none was named. */
function named(fields: readonly string[]): string {
  return fields.length === 0 ? 'A field' : list.format(fields);
}

/** What happened, and what became of it, in a sentence. */
export function differenceSentence({ kind, fields, winner }: Difference): string {
  const names = named(fields);
  switch (kind) {
    case 'conflict':
      return winner === 'crm'
        ? `${names} was changed on both sides; the CRM’s value stands on both now.`
        : `${names} was changed on both sides; the portal’s value stands on both now.`;
    case 'restored':
      return winner === 'crm'
        ? `${names} belongs to the CRM; the portal’s copy was put back.`
        : `${names} belongs to the portal; the CRM’s copy was put back.`;
    case 'missing_in_crm':
      return 'The record was deleted in the CRM. The portal keeps its own and marks it.';
    case 'unknown_value':
      return `${names} holds a value in the CRM that no status of the portal stands for. The portal’s value stays until it is mapped.`;
    case 'not_importable':
      return `A record of the CRM lacks what the portal needs (${fields.length === 0 ? 'not said' : list.format(fields)}), so it was not taken over.`;
  }
}
