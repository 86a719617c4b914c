import type { MailService } from '@/features/mails/jobs/mail-service';
import { findMail } from '@/integrations/resend/find-mail';
import { sendMail } from '@/integrations/resend/send-mail';
import { type Environment, EnvironmentError } from '@/platform/env/env';
import { type CrmService, makeCrmService } from './crm-service';

/** What jobs reach beyond the database. */
export type Services = {
  environment: Environment;
  crm: CrmService;
  mail: MailService;
};

export async function makeServices(environment: Environment): Promise<Services> {
  return {
    environment,
    crm: await makeCrmService(environment),
    mail: mailService(environment),
  };
}

function mailService(environment: Environment): MailService {
  const connection = () => {
    const { RESEND_API_KEY: apiKey, RESEND_BASE_URL: baseUrl, RESEND_TIMEOUT_MS: timeoutMs } = environment;
    if (!apiKey) throw new EnvironmentError('RESEND_API_KEY is not set.');
    return { apiKey, ...(baseUrl ? { baseUrl } : {}), timeoutMs };
  };
  return {
    send: async (mail, idempotencyKey) => sendMail({ ...connection(), ...mail, idempotencyKey }),
    find: async ({ to, subject, tags }, since) => findMail({ ...connection(), to, subject, tags, since }),
  };
}
