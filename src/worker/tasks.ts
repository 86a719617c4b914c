import type { Task, TaskList } from 'graphile-worker';
import { z } from 'zod';
import { EVENTS, type EventName } from '@/events/catalog';
import { expireDocuments } from '@/features/kyc/jobs/expire-documents';
import { sweepOrphanFiles } from '@/features/kyc/jobs/sweep-orphan-files';
import { updateKycStatus } from '@/features/kyc/jobs/update-kyc-status';
import { assignByRules } from '@/features/leads/jobs/assign-by-rules';
import { expireRegistrations } from '@/features/leads/jobs/expire-registrations';
import { forgetImports } from '@/features/leads/jobs/forget-imports';
import { refreshStatistics } from '@/features/leads/jobs/refresh-statistics';
import { handleResendDelivery } from '@/features/mails/jobs/handle-resend-delivery';
import { sendMailOnce } from '@/features/mails/jobs/send-mail';
import { MAILS } from '@/features/mails/mail-table';
import { startReview } from '@/features/onboarding/jobs/start-review';
import { crmTasks } from './crm-tasks';
import { dispatchEvent } from './dispatch';
import { forgetExpiredLimits } from './forget-expired-limits';
import { mailWords } from './mail-words';
import type { Services } from './services';
import { ASSIGN_LEADS, type CrmTask, type HandlerName, PUSH_TO_CRM, RUN_CRM_WALK, SEND_MAIL } from './task-names';

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
  const crm = crmTasks(services.crm, services.environment);
  return {
    'events.dispatch': dispatchEvent,
    'kyc.expire-documents': async () => expireDocuments(),
    'kyc.sweep-orphan-files': async () => sweepOrphanFiles(),
    'leads.refresh-statistics': async () => refreshStatistics(),
    'leads.expire-registrations': async () => expireRegistrations(),
    'leads.forget-imports': async () => forgetImports(),
    'worker.forget-expired-limits': async () => forgetExpiredLimits(),
    [SEND_MAIL]: mailTask(services),
    ...crm,
    ...handlersOf(crm),
  };
}

/** Every task that an event can start; a name without a handler does not compile. */
function handlersOf(crm: Record<CrmTask, Task>): Record<HandlerName, Task> {
  return {
    'kyc.update-status': handler(PartnerPayload, ({ partnerId }) => updateKycStatus(partnerId)),
    'onboarding.start-review': handler(PartnerPayload, ({ partnerId }) => startReview(partnerId)),
    'webhooks.resend-delivery': handler(DeliveryPayload, ({ deliveryId }) => handleResendDelivery(deliveryId)),
    [ASSIGN_LEADS]: async () => assignByRules(),
    [PUSH_TO_CRM]: crm[PUSH_TO_CRM],
    [RUN_CRM_WALK]: crm[RUN_CRM_WALK],
    'crm.take-notification': crm['crm.take-notification'],
    'crm.begin-consent': crm['crm.begin-consent'],
    'crm.take-consent': crm['crm.take-consent'],
  };
}
