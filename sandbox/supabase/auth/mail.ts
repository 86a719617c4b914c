import type { Services } from '../services';
import { AuthError } from './errors';

export type MailKind = 'confirmation' | 'recovery' | 'magiclink' | 'invite' | 'email_change' | 'reauthentication';

interface Wording {
  subject: string;
  lead: string;
  action: string;
}

const WORDING: Record<MailKind, Wording> = {
  confirmation: {
    subject: 'Confirm your e-mail address',
    lead: 'Follow the link to confirm your e-mail address and finish signing up.',
    action: 'Confirm your e-mail address',
  },
  recovery: {
    subject: 'Reset your password',
    lead: 'Follow the link to choose a new password. If you did not ask for it, ignore this mail.',
    action: 'Choose a new password',
  },
  magiclink: {
    subject: 'Your sign-in link',
    lead: 'Follow the link to sign in. It works once.',
    action: 'Sign in',
  },
  invite: {
    subject: 'You have been invited',
    lead: 'You have been invited to create an account.',
    action: 'Accept the invitation',
  },
  email_change: {
    subject: 'Confirm the change of your e-mail address',
    lead: 'Follow the link to confirm the change of your e-mail address.',
    action: 'Confirm the change',
  },
  reauthentication: {
    subject: 'Confirm that it is you',
    lead: 'Enter this code to confirm that it is you.',
    action: '',
  },
};

export interface AuthMail {
  kind: MailKind;
  to: string;
  code: string;
  /** Absent for mails that carry only a code. */
  link?: string;
}

/** The address behind a mail's button. */
export function verifyLink(services: Services, token: string, type: string, redirectTo: string): string {
  const query = new URLSearchParams({ token, type, redirect_to: redirectTo });
  return `${services.url()}/auth/v1/verify?${query}`;
}

/**
 * Keeps the mail in `sandbox_auth.mails` and hands it to the mail service if there is one. Throws `unexpected_failure`
 * (500, as GoTrue) when the service does not take it within five seconds.
 */
export async function sendMail(services: Services, mail: AuthMail): Promise<void> {
  const { subject, html, text } = render(mail);
  const { rows } = await services.pool.query<{ id: string }>(
    `insert into sandbox_auth.mails (recipient, kind, subject, html, body_text)
     values ($1, $2, $3, $4, $5) returning id`,
    [mail.to, mail.kind, subject, html, text],
  );
  const service = services.settings.mail;
  if (!service) return;
  const failure = await deliver(service, { from: services.settings.mailFrom, to: [mail.to], subject, html, text });
  await services.pool.query(
    'update sandbox_auth.mails set failure = $2, sent_at = case when $2::text is null then now() end where id = $1',
    [rows[0]?.id, failure ?? null],
  );
  if (failure !== undefined) {
    console.error(`supabase stand-in: a ${mail.kind} mail was not taken: ${failure}`);
    throw new AuthError(500, 'unexpected_failure', `Error sending ${mail.kind} email`);
  }
}

async function deliver(service: { url: string; apiKey: string }, body: object): Promise<string | undefined> {
  try {
    const response = await fetch(`${service.url.replace(/\/$/, '')}/emails`, {
      method: 'POST',
      headers: { authorization: `Bearer ${service.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5000),
    });
    await response.arrayBuffer();
    return response.ok ? undefined : `the mail service answered ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function render(mail: AuthMail) {
  const { subject, lead, action } = WORDING[mail.kind];
  const button = mail.link ? `<p><a href="${escapeHtml(mail.link)}">${action}</a></p>` : '';
  return {
    subject,
    html: `<h2>${subject}</h2><p>${lead}</p>${button}<p>Code: <strong>${mail.code}</strong></p>`,
    text: [subject, '', lead, ...(mail.link ? [mail.link] : []), '', `Code: ${mail.code}`].join('\n'),
  };
}

/** Text for HTML content and attributes. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
