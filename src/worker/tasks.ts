import type { Task, TaskList } from 'graphile-worker';
import { z } from 'zod';
import { sweepOrphanFiles } from '@/features/kyc/jobs/sweep-orphan-files';
import { pushLeadsToZoho } from '@/features/leads/jobs/push-leads-to-zoho';
import { sendDecisionMail } from '@/features/onboarding/jobs/send-decision-mail';
import { startReview } from '@/features/onboarding/jobs/start-review';
import { dispatchEvent } from './dispatch';
import { forgetExpiredLimits } from './forget-expired-limits';
import type { Services } from './services';
import { type HandlerName, PUSH_LEADS, ZOHO_LEADS_QUEUE } from './task-names';

/** What every handler of an event is given: the event's id, the same on every attempt, and its payload. */
const Envelope = z.object({ eventId: z.uuid(), payload: z.record(z.string(), z.unknown()) });
const PartnerPayload = z.object({ partnerId: z.uuid() });

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
    'kyc.sweep-orphan-files': async () => sweepOrphanFiles(),
    'worker.forget-expired-limits': async () => forgetExpiredLimits(),
    ...handlersOf(services),
  };
}

/** Every task that an event can start; a name without a handler does not compile. */
function handlersOf(services: Services): Record<HandlerName, Task> {
  return {
    'onboarding.start-review': handler(PartnerPayload, ({ partnerId }) => startReview(partnerId)),
    'onboarding.send-approved-mail': handler(PartnerPayload, ({ partnerId }, eventId) =>
      sendDecisionMail(services.sendMail, { eventId, partnerId, decision: 'approved' }),
    ),
    'onboarding.send-rejected-mail': handler(PartnerPayload, ({ partnerId }, eventId) =>
      sendDecisionMail(services.sendMail, { eventId, partnerId, decision: 'rejected' }),
    ),
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
