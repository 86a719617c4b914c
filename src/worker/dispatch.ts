import type { JobHelpers } from 'graphile-worker';
import { z } from 'zod';
import { EVENTS, type EventName } from '@/events/catalog';
import { MAILS } from '@/features/mails/mail-table';
import { SUBSCRIPTIONS } from './subscriptions';
import { QUEUES, SEND_MAIL, SINGLE } from './task-names';

const Dispatched = z.object({ id: z.uuid(), event: z.string(), payload: z.record(z.string(), z.unknown()) });

const isEventName = (name: string): name is EventName => name in EVENTS;

/**
 * Queues every handler of an event and every mail that follows it, all or none. Keys make a second dispatch of the same event harmless as long as the
 * first one's jobs wait; handlers themselves may run twice.
 */
export async function dispatchEvent(job: unknown, helpers: JobHelpers): Promise<void> {
  const { id, event, payload } = Dispatched.parse(job);
  if (!isEventName(event)) throw new Error(`There is no event ${event}`);
  EVENTS[event].parse(payload);
  const handlers = SUBSCRIPTIONS[event].map((task) => {
    const queueName = QUEUES[task];
    const work = SINGLE.has(task)
      ? { payload: {}, jobKey: task }
      : { payload: { eventId: id, payload }, jobKey: `${id}:${task}` };
    return { identifier: task, ...work, ...(queueName ? { queueName } : {}) };
  });
  const mails = MAILS[event].map(({ template }) => ({
    identifier: SEND_MAIL,
    payload: { eventId: id, event, template, payload },
    jobKey: `${id}:${SEND_MAIL}:${template}`,
  }));
  const jobs = [...handlers, ...mails];
  if (jobs.length > 0) await helpers.addJobs(jobs);
}
