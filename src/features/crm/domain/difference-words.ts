/** Where the two sides were found apart. */
export const DIFFERENCE_KINDS = [
  'conflict',
  'restored',
  'left_alone',
  'missing_in_crm',
  'unknown_value',
  'not_importable',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

export const DIFFERENCE_LABELS: Record<DifferenceKind, string> = {
  conflict: 'Changed on both sides',
  restored: 'Put back',
  left_alone: 'Left alone',
  missing_in_crm: 'Gone in the CRM',
  unknown_value: 'Value not mapped',
  not_importable: 'Not taken over',
};

export type Side = 'portal' | 'crm';

type Difference = { kind: DifferenceKind; fields: readonly string[]; winner: Side | null };

const list = new Intl.ListFormat('en-ZA', { type: 'conjunction' });

/** What happened, and what became of it, in a sentence. */
export function differenceSentence({ kind, fields, winner }: Difference): string {
  const names = fields.length === 0 ? 'A field' : list.format(fields);
  const many = fields.length > 1;
  const side = winner === 'crm' ? 'the CRM' : 'the portal';
  const other = winner === 'crm' ? 'the portal' : 'the CRM';
  switch (kind) {
    case 'conflict':
      return `${names} ${many ? 'were' : 'was'} changed on both sides; what ${side} said stands on both now.`;
    case 'restored':
      return `${names} ${many ? 'belong' : 'belongs'} to ${side}, so what ${other} held was put back.`;
    case 'left_alone':
      return `${names} ${many ? 'belong' : 'belongs'} to the portal, but something in the CRM changes ${many ? 'them' : 'it'} back each time, such as a workflow. Each side keeps its own until the portal’s changes.`;
    case 'missing_in_crm':
      return 'The record was deleted in the CRM. The portal keeps its own and marks it.';
    case 'unknown_value':
      return `${names} ${many ? 'hold' : 'holds'} a value in the CRM that nothing in the portal stands for. The portal keeps its own until the value is mapped.`;
    case 'not_importable':
      return `A record of the CRM was not taken over, since it lacks what the portal needs${fields.length === 0 ? '' : `: ${names}`}.`;
  }
}
