import { z } from 'zod';

/** Everything that happens asynchronously, by name in the past tense. Payloads hold ids, never personal data. */
export const EVENTS = {
  'partner.registered': z.object({ partnerId: z.uuid() }),
  'kyc.document_uploaded': z.object({ partnerId: z.uuid(), documentId: z.uuid() }),
  'partner.approved': z.object({ partnerId: z.uuid() }),
  'partner.rejected': z.object({ partnerId: z.uuid() }),
  'lead.assigned': z.object({ leadId: z.uuid(), partnerId: z.uuid() }),
  'lead.status_changed': z.object({ leadId: z.uuid(), partnerId: z.uuid() }),
} as const;

export type EventName = keyof typeof EVENTS;
export type EventPayload<N extends EventName> = z.infer<(typeof EVENTS)[N]>;

/** Builds an event for record(); the name decides which payload fits. */
export function event<N extends EventName>(name: N, payload: EventPayload<N>): { name: N; payload: EventPayload<N> } {
  return { name, payload };
}
