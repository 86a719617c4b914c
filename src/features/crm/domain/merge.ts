import type { Agreement, Value, Values } from './values';

/** Who decides about a field: one side, or whoever wrote it last. */
export type Owner = 'portal' | 'crm' | 'shared';
export type FieldRules = Readonly<Record<string, Owner>>;

export function ownedByPortal(fields: readonly string[]): FieldRules {
  return Object.fromEntries(fields.map((field) => [field, 'portal' as const]));
}

export type MergeInput = {
  rules: FieldRules;
  /** The record as the portal would write it now. */
  portal: Values;
  /** The record as it was read in the CRM. */
  crm: Values;
  /** What both last agreed on; null before the first time. */
  base: Agreement | null;
  /** Values that were sent and whose arrival is not certain: seen in the CRM they are an echo, nobody's change. */
  sent: readonly Values[];
  /** Fields of the portal that something in the CRM keeps changing back: to write them once more would never end. */
  stubborn?: ReadonlySet<string>;
  portalChangedAt: Date;
  /** Modified_Time, whole seconds. */
  crmChangedAt: Date;
};

export type Merged = {
  /** Fields whose value the portal takes over. */
  take: Values;
  /** Fields that both sides had changed, and who wrote last. */
  conflicts: { field: string; winner: 'portal' | 'crm' }[];
  /** Fields of the portal that somebody changed in the CRM: they are written back. */
  restored: string[];
  /** Such fields that are stubborn: each side keeps its own until the portal says something else. */
  left: string[];
  base: Agreement;
};

type Verdict = { take?: true; restored?: true; conflict?: 'portal' | 'crm' };

/**
 * Three ways: what the portal says, what the CRM says, and what both last agreed on. A side has changed a field when its
 * value differs from the agreement, so a change of one side is never lost to the other, and an echo changes nothing.
 * Only where both changed a shared field one of the two values has to go: the earlier one.
 */
export function merge(input: MergeInput): Merged {
  const merged: Merged = { take: {}, conflicts: [], restored: [], left: [], base: { agreed: {}, held: {} } };
  const take: Record<string, Value> = {};
  const agreed: Record<string, Value> = {};
  const held: Record<string, Value> = {};
  for (const [field, owner] of Object.entries(input.rules)) {
    const crm = input.crm[field] ?? null;
    agreed[field] = crm;
    const own = input.base?.held[field];
    if (own !== undefined && crm === (input.base?.agreed[field] ?? null)) held[field] = own;
    if (crm === (input.portal[field] ?? null)) delete held[field];
    const verdict = judge(field, owner, input);
    if (verdict.take) {
      take[field] = crm;
      delete held[field];
    }
    if (verdict.conflict) merged.conflicts.push({ field, winner: verdict.conflict });
    if (!verdict.restored) continue;
    const isLeft = input.stubborn?.has(field) === true;
    merged[isLeft ? 'left' : 'restored'].push(field);
    if (isLeft) held[field] = input.portal[field] ?? null;
  }
  return { ...merged, take, base: { agreed, held } };
}

/** What the portal said of a field when both last met: its own word where one is held, which may be none at all. */
function lastOwn(base: Agreement, field: string): Value {
  const own = base.held[field];
  return own === undefined ? (base.agreed[field] ?? null) : own;
}

function judge(field: string, owner: Owner, input: MergeInput): Verdict {
  const { base } = input;
  const crm = input.crm[field] ?? null;
  const portal = input.portal[field] ?? null;
  const before = base?.agreed[field] ?? null;
  if (crm === portal) return {};
  // A field that nobody in the CRM has ever filled in says nothing.
  if (owner === 'crm') return crm === null && before === null ? {} : { take: true };
  const isEcho = input.sent.some((values) => field in values && (values[field] ?? null) === crm);
  const crmChanged = base ? crm !== before && !isEcho : true;
  if (owner === 'portal') return crmChanged && base ? { restored: true } : {};
  if (!base) return firstMeeting(crm, portal, input);
  const portalChanged = portal !== lastOwn(base, field);
  if (!crmChanged) return {};
  if (!portalChanged) return { take: true };
  const winner = laterOf(input);
  return winner === 'crm' ? { take: true, conflict: winner } : { conflict: winner };
}

/** Two records that have just been found to be one: what only one side knows is kept, else the later one is right. */
function firstMeeting(crm: Value, portal: Value, input: MergeInput): Verdict {
  if (crm === null) return {};
  if (portal === null) return { take: true };
  return laterOf(input) === 'crm' ? { take: true } : {};
}

/** The CRM's clock has whole seconds; within one second the portal's word stands. */
function laterOf({ portalChangedAt, crmChangedAt }: MergeInput): 'portal' | 'crm' {
  return crmChangedAt.getTime() > Math.floor(portalChangedAt.getTime() / 1000) * 1000 ? 'crm' : 'portal';
}

/** What the portal has to write: everything at first, later only what it changed, so that nothing of the CRM's is undone. */
export function outgoing(rules: FieldRules, portal: Values, base: Agreement | null): Values {
  const due = Object.entries(portal).filter(([field, value]) => {
    if (!base) return true;
    return rules[field] !== 'crm' && value !== lastOwn(base, field);
  });
  return Object.fromEntries(due);
}

/** The agreement after the CRM has taken `sent`. */
export function agreedOn(base: Agreement | null, sent: Values): Agreement {
  const held = Object.fromEntries(Object.entries(base?.held ?? {}).filter(([field]) => !(field in sent)));
  return { agreed: { ...base?.agreed, ...sent }, held };
}
