import { formatDate, formatDateTime } from '@/ui/time-format';
import type { Standing } from '../domain/application-standing';
import { APPROVAL_PROMISE_HOURS, type PartnerStatus } from '../domain/partner-status';
import type { Partner } from '../schema';

/** Where the application stands, in one line. */
export function headline(partner: Partner, { turn, dueAt, late, mayApplyAgain }: Standing, documents: number): string {
  if (partner.status === 'approved')
    return `You are a CircleTel partner: ${partner.partner_number ?? 'number to follow'}`;
  if (partner.status === 'rejected')
    return mayApplyAgain ? 'You may apply again' : 'We could not approve your application';
  if (partner.status === 'suspended') return 'Your partnership is suspended';
  if (turn === 'you' && partner.kyc_status === 'rejected') return 'Your turn: a document was not accepted';
  if (turn === 'you')
    return `Your turn: hand in ${documents > 0 ? 'the documents that are missing' : 'your first document'}`;
  if (late) return 'We are late with our decision';
  return dueAt ? `We decide by ${formatDateTime(dueAt)}` : 'We have your document';
}

/** What happens next, and who does it. */
export function explanation(partner: Partner, standing: Standing, documents: number): string {
  const { status } = partner;
  if (status === 'approved') {
    return partner.reverification_due_at
      ? 'Your next step: hand in anew what is marked below, since we have to verify you again. You keep your leads meanwhile.'
      : 'Your next step: look at the leads that we give you.';
  }
  if (status === 'rejected') return afterRejection(standing);
  if (status === 'suspended')
    return 'You see no leads for now. To settle the matter, please answer the e-mail that we sent you.';
  if (standing.late)
    return `We promised an answer within ${APPROVAL_PROMISE_HOURS} hours and did not keep it. Our partner team acts next; you need not do anything.`;
  if (status === 'under_review') return duringReview(partner);
  if (documents > 0) return 'Our partner team acts next. The review is being opened.';
  return `We check each document as it comes, and decide within ${APPROVAL_PROMISE_HOURS} hours of the last one that we need.`;
}

function afterRejection({ againFrom, mayApplyAgain }: Standing): string {
  if (mayApplyAgain) return 'What you told us and your documents are kept. Please put right what was wrong before.';
  const mistake = 'If the reason rests on a mistake, please answer the e-mail that we sent you.';
  return againFrom ? `You may apply again from ${formatDate(againFrom)}. ${mistake}` : mistake;
}

function duringReview({ kyc_status: kycStatus }: Partner): string {
  const promise = ` We decide within ${APPROVAL_PROMISE_HOURS} hours of the last document that we need.`;
  if (kycStatus === 'rejected')
    return `Please hand in another one; below you read why. We go on as soon as it is here.${promise}`;
  if (kycStatus === 'incomplete')
    return `We are checking what is here already, and cannot approve you without the others.${promise}`;
  if (kycStatus === 'verified') return 'Your documents are verified. Our partner team makes the decision next.';
  return 'Every document is here. Our partner team checks them next; you need not do anything.';
}

/** What else is worth knowing. */
export function footnote(status: PartnerStatus, outOfDate: boolean): string {
  if (outOfDate) return 'We cannot reach CircleTel at the moment; this may be out of date. We keep trying.';
  if (status === 'approved') return 'Quote your partner number when you write to us.';
  if (status === 'rejected') return 'We sent you the decision by e-mail as well.';
  if (status === 'suspended') return 'Your leads and documents are kept.';
  return 'Once approved you get a partner number by e-mail, and your leads appear here. This page follows by itself.';
}
