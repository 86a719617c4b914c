import { html } from 'hono/html';
import type { Faults } from './faults';
import type { StoredMessage } from './store';

/** What the stand-in does not do; its README says the same. */
export const leftOut = [
  'Mail goes nowhere: it is kept here and shown here.',
  'No domains, keys with fewer rights, audiences, broadcasts, templates, metrics or received mail.',
  '`scheduled_at` is ignored (a message counts as sent at once), attachments by `path` are not fetched.',
  'No rate limit and no quota of its own: order 429 at /faults.',
  'Two simultaneous requests with one idempotency key are answered one after the other, never with 409 “concurrent”.',
  'Webhooks: email.sent, email.delivered, email.bounced, email.complained; five attempts within six minutes.',
];

const style = `
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1b2a4a; }
  table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #ddd; }
  th, td, li, p, h1 { overflow-wrap: anywhere; } pre { overflow-wrap: anywhere; }
  @media (max-width: 40rem) { thead { display: none; } td { display: block; border: 0; padding: 0; } tr { display: block; padding: .6rem 0; border-bottom: 1px solid #ddd; } }
  iframe { width: 100%; height: 70vh; border: 1px solid #ccc; } pre { white-space: pre-wrap; } a { color: #8a4510; }
`;

function page(title: string, content: unknown) {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1>${content}</main></body></html>`;
}

/** The list of messages, the newest first. */
export function mailboxPage(messages: StoredMessage[], faults: Faults) {
  const rows = messages.map(
    (message) => html`<tr><td>${message.created_at.replace('T', ' ').slice(0, 19)}</td><td>${message.to.join(', ')}</td>
      <td><a href="/messages/${message.id}">${message.subject}</a></td><td>${message.last_event}</td></tr>`,
  );
  return page(
    'Mailbox',
    html`<p>What the portal would have sent through Resend. The same as JSON: <a href="/messages">/messages</a>.</p>
      ${messages.length === 0 ? html`<p>No mail yet.</p>` : ''}
      <table><thead><tr><th scope="col">Time (UTC)</th><th scope="col">To</th><th scope="col">Subject</th><th scope="col">Became</th></tr></thead><tbody>${rows}</tbody></table>
      <h2>Ordered faults</h2><pre>${JSON.stringify(faults.pending())}</pre>
      <h2>What this stand-in leaves out</h2><ul>${leftOut.map((line) => html`<li>${line}</li>`)}</ul>`,
  );
}

/** One message with its HTML in a frame that runs no script. */
export function messagePage(message: StoredMessage) {
  const body = message.html
    ? html`<iframe title="The message" src="/messages/${message.id}/html"
        sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>`
    : '';
  return page(
    message.subject,
    html`<p><a href="/">All messages</a></p>
      <p>From ${message.from}<br>To ${message.to.join(', ')}<br>${message.created_at}, ${message.last_event}</p>
      ${body}<h2>Text</h2><pre>${message.text ?? '(none)'}</pre>
      <h2>Headers</h2><pre>${JSON.stringify(message.headers ?? {}, null, 2)}</pre>`,
  );
}
