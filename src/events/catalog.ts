import { z } from 'zod';

/** Everything that happens asynchronously, by name in the past tense. Payloads hold ids, never personal data. */
export const EVENTS = {
  // Somebody who has not applied yet logged in with a confirmed address.
  'account.signed_in': z.object({ userId: z.uuid() }),
  'account.password_changed': z.object({ userId: z.uuid() }),
  'partner.registered': z.object({ partnerId: z.uuid() }),
  'kyc.document_uploaded': z.object({ partnerId: z.uuid(), documentId: z.uuid() }),
  'kyc.documents_completed': z.object({ partnerId: z.uuid() }),
  'kyc.document_approved': z.object({ partnerId: z.uuid(), documentId: z.uuid() }),
  'kyc.document_rejected': z.object({ partnerId: z.uuid(), documentId: z.uuid() }),
  'kyc.document_expired': z.object({ partnerId: z.uuid(), documentId: z.uuid() }),
  'kyc.document_expiring': z.object({
    partnerId: z.uuid(),
    documentId: z.uuid(),
    daysLeft: z.union([z.literal(30), z.literal(7), z.literal(0)]),
  }),
  'partner.approved': z.object({ partnerId: z.uuid() }),
  'partner.rejected': z.object({ partnerId: z.uuid() }),
  'partner.suspended': z.object({ partnerId: z.uuid() }),
  'partner.suspension_lifted': z.object({ partnerId: z.uuid() }),
  'partner.applied_again': z.object({ partnerId: z.uuid() }),
  'partner.bank_details_changed': z.object({ partnerId: z.uuid() }),
  'lead.assigned': z.object({ leadId: z.uuid(), partnerId: z.uuid() }),
  // CircleTel's people decided in the CRM whose it is: no offer to answer.
  'lead.given_in_crm': z.object({ leadId: z.uuid(), partnerId: z.uuid() }),
  'lead.status_changed': z.object({ leadId: z.uuid(), partnerId: z.uuid() }),
  'lead.activity_added': z.object({ leadId: z.uuid(), partnerId: z.uuid(), activityId: z.uuid() }),
  'lead.offer_accepted': z.object({ leadId: z.uuid(), partnerId: z.uuid() }),
  'lead.offer_declined': z.object({ leadId: z.uuid(), partnerId: z.uuid() }),
  'lead.offer_expired': z.object({ leadId: z.uuid(), partnerId: z.uuid() }),
  // Several partners were asked and nobody took the lead, or no rule knows one: people decide.
  'lead.escalated': z.object({ leadId: z.uuid() }),
  'lead.registered': z.object({ leadId: z.uuid(), partnerId: z.uuid() }),
  'lead.registration_expiring': z.object({ leadId: z.uuid(), partnerId: z.uuid(), daysLeft: z.number().int() }),
  'lead.registration_expired': z.object({ leadId: z.uuid(), partnerId: z.uuid() }),
  'lead.extension_requested': z.object({ leadId: z.uuid(), partnerId: z.uuid() }),
  'lead.extension_answered': z.object({ leadId: z.uuid(), partnerId: z.uuid() }),
  'lead.rules_changed': z.object({ ruleId: z.uuid() }),
  'leads.imported': z.object({ importId: z.uuid() }),
  // The id of a delivery that stands in webhook_deliveries; the sender's own, so no UUID.
  'webhook.resend_received': z.object({ deliveryId: z.string().min(1) }),
  'webhook.zoho_received': z.object({ deliveryId: z.string().min(1) }),
  // An administrator's orders to the sync: send what is due now, walk over everything, connect.
  'crm.push_requested': z.object({}),
  'crm.run_requested': z.object({ runId: z.uuid() }),
  'crm.connection_requested': z.object({}),
  'crm.consent_given': z.object({}),
} as const;

export type EventName = keyof typeof EVENTS;
export type EventPayload<N extends EventName> = z.infer<(typeof EVENTS)[N]>;

/** Builds an event for record(); the name decides which payload fits. */
export function event<N extends EventName>(name: N, payload: EventPayload<N>): { name: N; payload: EventPayload<N> } {
  return { name, payload };
}
