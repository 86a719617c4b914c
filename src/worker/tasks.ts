import type { Task, TaskList } from 'graphile-worker';
import { z } from 'zod';
import { EVENTS, type EventName } from '@/events/catalog';
import { expireDocuments } from '@/features/kyc/jobs/expire-documents';
import { sweepOrphanFiles } from '@/features/kyc/jobs/sweep-orphan-files';
import { updateKycStatus } from '@/features/kyc/jobs/update-kyc-status';
import { assignByRules } from '@/features/leads/jobs/assign-by-rules';
import { pushLeadsToZoho } from '@/features/leads/jobs/push-leads-to-zoho';
import { refreshStatistics } from '@/features/leads/jobs/refresh-statistics';
import { handleResendDelivery } from '@/features/mails/jobs/handle-resend-delivery';
import { sendMailOnce } from '@/features/mails/jobs/send-mail';
import { MAILS } from '@/features/mails/mail-table';
import { startReview } from '@/features/onboarding/jobs/start-review';
import { dispatchEvent } from './dispatch';
import { forgetExpiredLimits } from './forget-expired-limits';
import { mailWords } from './mail-words';
import type { Services } from './services';
import { ASSIGN_LEADS, type HandlerName, PUSH_LEADS, SEND_MAIL, ZOHO_LEADS_QUEUE } from './task-names';

/** What every handler of an event is given: the event's id, the same on every attempt, and its payload. */
const Envelope = z.object({ eventId: z.uuid(), payload: z.record(z.string(), z.unknown()) });
const PartnerPayload = z.object({ partnerId: z.uuid() });
const DeliveryPayload = z.object({ deliveryId: z.string() });

/** One mail of an event; its rule stands in the table of mails. */
const MailPayload = z.object({
  eventId: z.uuid(),
  event: z.enum(Object.keys(EVENTS) as [EventName, ...EventName[]]), // a record's own keys, which Object.keys widens
  template: z.string(),
  payload: z.record(z.string(), z.unknown()),
});

/** A mail that the table no longer has, since a newer portal left it out, is not sent. */
function mailTask(services: Services): Task {
  return async (job) => {
    const { template, ...rest } = MailPayload.parse(job);
    const rule = MAILS[rest.event].find((known) => known.template === template);
    if (rule) await sendMailOnce(services.mail, mailWords, { ...rest, rule });
  };
}

/** A handler of an event: payload checked, then one job function of a feature. */
function handler<T>(payload: z.ZodType<T>, work: (payload: T, eventId: string) => Promise<void>): Task {
  return async (job) => {
    const { eventId, payload: raw } = Envelope.parse(job);
    await work(payload.parse(raw), eventId);
  };
}

/** Everything the worker can do, by the name under which it is queued. */
export function makeTasks(services: Services): TaskList {
  return {
    'events.dispatch': dispatchEvent,
    'kyc.expire-documents': async () => expireDocuments(),
    'kyc.sweep-orphan-files': async () => sweepOrphanFiles(),
    'leads.refresh-statistics': async () => refreshStatistics(),
    'worker.forget-expired-limits': async () => forgetExpiredLimits(),
    [SEND_MAIL]: mailTask(services),
    ...handlersOf(services),
  };
}

/** Every task that an event can start; a name without a handler does not compile. */
function handlersOf(services: Services): Record<HandlerName, Task> {
  return {
    'kyc.update-status': handler(PartnerPayload, ({ partnerId }) => updateKycStatus(partnerId)),
    'onboarding.start-review': handler(PartnerPayload, ({ partnerId }) => startReview(partnerId)),
    'webhooks.resend-delivery': handler(DeliveryPayload, ({ deliveryId }) => handleResendDelivery(deliveryId)),
    [ASSIGN_LEADS]: async () => assignByRules(),
    [PUSH_LEADS]: async (_payload, helpers) => {
      const next = await pushLeadsToZoho(services.crm, services.leadMapping);
      if (next)
        await helpers.addJob(
          PUSH_LEADS,
          {},
          { jobKey: `${PUSH_LEADS}:later`, queueName: ZOHO_LEADS_QUEUE, runAt: next },
        );
    },
  };
}
