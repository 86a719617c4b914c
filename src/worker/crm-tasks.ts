import type { JobHelpers, Task } from 'graphile-worker';
import { z } from 'zod';
import { carryOutRun } from '@/features/crm/jobs/carry-out-run';
import { beginConsent, takeConsent } from '@/features/crm/jobs/consent';
import { hasOpenChannel, keepChannels } from '@/features/crm/jobs/keep-channels';
import { pullFromCrm } from '@/features/crm/jobs/pull';
import { comeBack, pushToCrm } from '@/features/crm/jobs/push';
import { orderReconcile } from '@/features/crm/jobs/run-queries';
import { takeNotification } from '@/features/crm/jobs/take-notification';
import { withSystem } from '@/platform/db/with-system';
import { type Environment, publicUrl } from '@/platform/env/env';
import { API, API_BASE } from '@/shared/paths';
import type { CrmService } from './crm-service';
import { type CrmTask, KEEP_CRM_CHANNELS, PULL_FROM_CRM, PUSH_TO_CRM, QUEUES, RUN_CRM_WALK } from './task-names';

/** Without a channel the CRM calls nobody, so the worker looks more often than the clock of jobs can. */
const POLL_MS = 10_000;

const Walk = z.object({ runId: z.uuid() });
const Delivery = z.object({ payload: z.object({ deliveryId: z.string() }) });
const Ordered = z.object({ payload: Walk });

/** Everything the worker does with the CRM. A CRM that cannot be used right now makes a job come back, not fail. */
export function crmTasks(service: CrmService, environment: Environment): Record<CrmTask, Task> {
  const consent = {
    mcpUrl: environment.ZOHO_MCP_URL,
    redirectUrl: `${publicUrl()}${API_BASE}${API.admin.integrationsCallback}`,
    timeoutMs: environment.ZOHO_TIMEOUT_MS,
  };
  return {
    [PUSH_TO_CRM]: async (_payload, helpers) => {
      const next = await orLater(async () => pushToCrm(await service.context()));
      if (next) await again(helpers, PUSH_TO_CRM, {}, next);
    },
    [PULL_FROM_CRM]: async (_payload, helpers) => {
      const next = await orLater(async () => {
        await pullFromCrm(await service.context());
        await service.gate.flush();
        return (await withSystem(hasOpenChannel)) ? null : new Date(Date.now() + POLL_MS);
      });
      await askToPush(helpers);
      if (next) await again(helpers, PULL_FROM_CRM, {}, next);
    },
    'crm.take-notification': async (job, helpers) => {
      const { deliveryId } = Delivery.parse(job).payload;
      const next = await orLater(async () => {
        await takeNotification(await service.context(), deliveryId);
        return null;
      });
      if (next) return again(helpers, 'crm.take-notification', job, next, deliveryId);
      await askToPush(helpers);
    },
    [KEEP_CRM_CHANNELS]: async (_payload, helpers) => {
      const next = await orLater(async () => {
        const token = environment.ZOHO_WEBHOOK_TOKEN ?? null;
        const notifyUrl = `${publicUrl()}${API_BASE}${API.webhooks.zoho}`;
        const call: CrmService['gate']['call'] = (work) => service.gate.call(work);
        await keepChannels({ ...(await service.context()), call, notifyUrl, token });
        return null;
      });
      if (next) await again(helpers, KEEP_CRM_CHANNELS, {}, next);
    },
    'crm.compare-all': async (_payload, helpers) => {
      const runId = await withSystem(orderReconcile);
      if (runId) await again(helpers, RUN_CRM_WALK, { payload: { runId } }, new Date(), runId);
    },
    [RUN_CRM_WALK]: async (job, helpers) => {
      const { runId } = Ordered.parse(job).payload;
      const next = await orLater(async () => {
        await carryOutRun(await service.context(), runId);
        return null;
      });
      await service.gate.flush();
      if (next) return again(helpers, RUN_CRM_WALK, job, next, runId);
      await askToPush(helpers);
    },
    'crm.begin-consent': async () => beginConsent(consent),
    'crm.take-consent': async (_payload, helpers) => {
      await takeConsent(consent);
      await askToPush(helpers);
    },
  };
}

/** When to come back: what `work` says, or when the CRM may be tried again. */
async function orLater(work: () => Promise<Date | null>): Promise<Date | null> {
  try {
    return await work();
  } catch (error) {
    return comeBack(error);
  }
}

async function again(helpers: JobHelpers, task: CrmTask, payload: unknown, runAt: Date, id = 'all'): Promise<void> {
  const queueName = QUEUES[task];
  await helpers.addJob(task, payload, { jobKey: `${task}:later:${id}`, runAt, ...(queueName ? { queueName } : {}) });
}

/** What was taken in may have to be answered: a field that is the portal's, a lead that the CRM does not know as ours. */
async function askToPush(helpers: JobHelpers): Promise<void> {
  await helpers.addJob(PUSH_TO_CRM, {}, { jobKey: PUSH_TO_CRM, queueName: QUEUES[PUSH_TO_CRM] ?? '' });
}
