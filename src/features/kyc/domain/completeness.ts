import type { DocumentStatus } from './document-status';
import type { DocumentType } from './document-types';
import { type DocumentRule, type EntityType, rulesFor } from './rule-pack';
import { dayInSouthAfrica, dayWords, lastValidDay, reminderDue } from './valid-until';

/** The facts of a document that the rules look at. Times are ISO 8601. */
export type CheckedDocument = {
  id: string;
  document_type: DocumentType;
  verification_status: DocumentStatus;
  uploaded_at: string;
  expires_at: string | null;
  rejection_reason: string | null;
  replaces_id: string | null;
};

export type RequirementState = 'missing' | 'waiting' | 'approved' | 'rejected' | 'expired';

/** One line of the rule pack against what was handed in. */
export type Requirement = {
  rule: DocumentRule;
  state: RequirementState;
  /** Why it stands so, and what to do. */
  sentence: string;
  /** The documents that count, without those that were replaced; the newest first. */
  documents: CheckedDocument[];
  /** Which of them the partner is asked to replace, or may replace by a better one; null where another is simply added. */
  replaceableId: string | null;
};

/** The state of a document as of `today`: one whose time is over has expired, whether or not the clock has marked it. */
function stateOf(document: CheckedDocument, today: Date): Exclude<RequirementState, 'missing'> | 'replaced' {
  const { verification_status: status, expires_at: expiresAt } = document;
  if (status === 'approved' && expiresAt !== null && Date.parse(expiresAt) <= today.getTime()) return 'expired';
  return status === 'pending' ? 'waiting' : status;
}

/** Compares what was handed in with the rule pack, line by line. Pure: the caller brings the clock. */
export function checkCompleteness(
  entityType: EntityType,
  documents: readonly CheckedDocument[],
  today: Date,
): Requirement[] {
  return rulesFor(entityType).map((rule) => {
    const counted = documents
      .filter((document) => document.document_type === rule.type && stateOf(document, today) !== 'replaced')
      .toSorted((a, b) => b.uploaded_at.localeCompare(a.uploaded_at));
    return requirementOf(rule, counted, today);
  });
}

function requirementOf(rule: DocumentRule, documents: CheckedDocument[], today: Date): Requirement {
  // What is being renewed stands back behind the copy that is waiting for it.
  const renewed = new Set(
    documents.filter((document) => stateOf(document, today) === 'waiting').map((document) => document.replaces_id),
  );
  const standing = documents.filter((document) => !renewed.has(document.id));
  const find = (state: RequirementState) => standing.find((document) => stateOf(document, today) === state);
  const [rejected, waiting, approved] = [find('rejected'), find('waiting'), find('approved')];
  // Of a type that there is one of, a valid copy makes up for an older one whose time is over.
  const expired = rule.several || !approved ? find('expired') : undefined;
  const found = rejected ?? waiting ?? expired ?? approved;
  if (!found) {
    const sentence = rule.required ? `Still missing. ${rule.hint}` : `Only if you have it. ${rule.hint}`;
    return { rule, state: 'missing', sentence, documents, replaceableId: null };
  }
  const state = found === approved ? 'approved' : requirementState(found, today);
  const isReplaceable =
    found === rejected || found === expired || endsSoon(found, today) || (found === waiting && !rule.several);
  return {
    rule,
    state,
    sentence: sentenceFor(state, found, today),
    documents,
    replaceableId: isReplaceable ? found.id : null,
  };
}

function requirementState(document: CheckedDocument, today: Date): RequirementState {
  const state = stateOf(document, today);
  return state === 'replaced' ? 'missing' : state;
}

/** True from the first reminder on. */
function endsSoon({ verification_status: status, expires_at: expiresAt }: CheckedDocument, today: Date): boolean {
  return status === 'approved' && expiresAt !== null && reminderDue(new Date(expiresAt), today) !== null;
}

function sentenceFor(state: RequirementState, document: CheckedDocument, today: Date): string {
  const lastDay = document.expires_at === null ? null : dayWords(lastValidDay(document.expires_at));
  if (state === 'rejected') return `Not accepted: ${document.rejection_reason ?? 'Please hand in another one.'}`;
  if (state === 'waiting') {
    return `Handed in on ${dayWords(dayInSouthAfrica(new Date(document.uploaded_at)))}. We are checking it.`;
  }
  if (state === 'expired') return `It was valid until ${lastDay}. Please hand in the current one.`;
  const renew = endsSoon(document, today) ? ' Please hand in the next one before then.' : '';
  return `Accepted${lastDay ? `, valid until ${lastDay}` : ''}.${renew}`;
}

export const KYC_STATUSES = ['incomplete', 'submitted', 'verified', 'rejected'] as const;
export type KycStatus = (typeof KYC_STATUSES)[number];

export const KYC_STATUS_LABELS: Record<KycStatus, string> = {
  incomplete: 'Documents missing',
  submitted: 'Documents complete',
  verified: 'Documents verified',
  rejected: 'Document not accepted',
};

/** What the required lines say together; what is optional holds nobody up. */
export function kycStatusOf(requirements: readonly Requirement[]): KycStatus {
  const states = requirements.filter(({ rule }) => rule.required).map(({ state }) => state);
  if (states.includes('rejected')) return 'rejected';
  if (states.every((state) => state === 'approved')) return 'verified';
  return states.every((state) => state === 'approved' || state === 'waiting') ? 'submitted' : 'incomplete';
}

/**
 * Since when every required document is here, or null while one is missing or was not accepted. CircleTel's promise runs
 * from it.
 *
 * @param known what was found before: it stays for as long as nothing is missing again
 */
export function completedSince(requirements: readonly Requirement[], known: Date | null, now: Date): Date | null {
  const status = kycStatusOf(requirements);
  if (status !== 'submitted' && status !== 'verified') return null;
  if (known) return known;
  const handedIn = requirements
    .filter(({ rule }) => rule.required)
    .flatMap(({ documents }) => documents.map(({ uploaded_at: at }) => Date.parse(at)));
  return handedIn.length > 0 ? new Date(Math.max(...handedIn)) : now;
}

/** How many required lines are handed in or approved, of how many. */
export function progressOf(requirements: readonly Requirement[]): { done: number; required: number } {
  const required = requirements.filter(({ rule }) => rule.required);
  const done = required.filter(({ state }) => state === 'approved' || state === 'waiting');
  return { done: done.length, required: required.length };
}

/** What the next document most probably is: a required one that the partner has to act on, then an optional one. */
export function nextDocumentType(requirements: readonly Requirement[]): DocumentType {
  const toDo = (state: RequirementState) => state === 'missing' || state === 'rejected' || state === 'expired';
  const open = requirements.filter(({ state }) => toDo(state));
  return (open.find(({ rule }) => rule.required) ?? open[0])?.rule.type ?? 'other';
}

/**
 * Which document a new file takes the place of, when the partner did not say: of a type that there is one of, the copy
 * that stands; of a type with a copy for each person, one that was not accepted or has expired.
 *
 * @returns null when it stands beside the others
 */
export function documentToReplace(
  rule: DocumentRule,
  documents: readonly CheckedDocument[],
  today: Date,
): CheckedDocument | null {
  const standing = documents
    .filter((document) => document.document_type === rule.type && stateOf(document, today) !== 'replaced')
    .toSorted((a, b) => a.uploaded_at.localeCompare(b.uploaded_at));
  const refused = standing.find((document) => ['rejected', 'expired'].includes(stateOf(document, today)));
  if (refused || rule.several) return refused ?? null;
  return standing.find((document) => stateOf(document, today) === 'waiting') ?? standing[0] ?? null;
}
