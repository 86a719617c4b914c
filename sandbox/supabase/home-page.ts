import { escapeHtml } from './auth/mail';
import { first } from './database';
import type { Services } from './services';

/** One request, as the page lists it. Queries are left out, since they carry tokens. */
export interface Call {
  at: Date;
  method: string;
  path: string;
  status: number;
  tookMs: number;
}

/** What a hosted project has and this stand-in has not; README.md says the same. */
export const LEFT_OUT = [
  'Sign-in with OAuth providers, phone numbers, SSO (SAML), passkeys, Web3 wallets, anonymous accounts',
  'Linking and unlinking identities; auth hooks; the OAuth server; recovery codes',
  'CAPTCHA, checks against leaked passwords, IP addresses from forwarding headers',
  'A drawn QR code for TOTP (the picture shows the key as text) and factors other than TOTP',
  'The Data API (/rest/v1), GraphQL, Realtime and Edge Functions',
  'Storage: image transformations, resumable (TUS) and S3 uploads, list-v2, versions, lifecycle rules, a CDN',
  'Encryption of files at rest, and the separate database owners of hosted projects',
];

interface Counts {
  users: string;
  sessions: string;
  buckets: string;
  objects: string;
  mails: string;
}

interface MailRow {
  kind: string;
  recipient: string;
  created_at: Date;
  sent_at: Date | null;
  failure: string | null;
}

/** The page at `/`: what the stand-in holds, its last calls and mails, and what it leaves out. */
export async function homePage(services: Services, calls: Call[]): Promise<string> {
  const counts = await first<Counts>(
    services.pool,
    `select (select count(*) from auth.users) as users, (select count(*) from auth.sessions) as sessions,
       (select count(*) from storage.buckets) as buckets, (select count(*) from storage.objects) as objects,
       (select count(*) from sandbox_auth.mails) as mails`,
  );
  const { rows: mails } = await services.pool.query<MailRow>(
    'select kind, recipient, created_at, sent_at, failure from sandbox_auth.mails order by id desc limit 10',
  );
  const held = Object.entries(counts ?? {}).map(([name, count]) => [name, count]);
  const sent = mails.map((mail) => [
    mail.created_at.toISOString(),
    mail.kind,
    mail.recipient,
    mail.failure ?? (mail.sent_at ? 'sent' : 'kept'),
  ]);
  const made = calls.map((call) => [
    call.at.toISOString(),
    call.method,
    call.path,
    String(call.status),
    `${call.tookMs} ms`,
  ]);
  return page([
    '<h1>Supabase Auth and Storage, local stand-in</h1>',
    `<p>Speaks <code>/auth/v1</code> and <code>/storage/v1</code> as <code>@supabase/supabase-js</code> uses them.
     Mails go ${services.settings.mail ? `to ${escapeHtml(services.settings.mail.url)}` : 'nowhere but into sandbox_auth.mails'}.</p>`,
    table('It holds', ['what', 'rows'], held),
    table('Last mails', ['at', 'kind', 'to', 'outcome'], sent),
    table('Last calls', ['at', 'method', 'path', 'status', 'took'], made),
    `<h2>Left out</h2><ul>${LEFT_OUT.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`,
  ]);
}

function table(caption: string, heads: string[], rows: (string | undefined)[][]): string {
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell ?? '')}</td>`).join('')}</tr>`);
  const none = `<tr><td colspan="${heads.length}">none yet</td></tr>`;
  return `<table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('') || none}</tbody></table>`;
}

function page(parts: string[]): string {
  const style = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:64rem;padding:0 1rem}
    table{border-collapse:collapse;margin:1.5rem 0;width:100%}caption{font-weight:700;text-align:left}
    td,th{overflow-wrap:anywhere;border-bottom:1px solid #ccc;padding:.25rem .5rem;text-align:left}`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Supabase stand-in</title>
    <meta name="viewport" content="width=device-width"><style>${style}</style></head><body><main>${parts.join('\n')}</main></body></html>`;
}
