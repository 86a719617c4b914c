import { escapeHtml } from '../html';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:3rem auto;max-width:32rem;padding:0 1rem;color:#1b2a4a}
button{font:inherit;padding:.5rem 1.25rem;margin-right:.5rem;border:1px solid #1b2a4a;border-radius:.4rem;background:#fff}
button.main{background:#1b2a4a;color:#fff}code{background:#f1f3f7;padding:0 .2rem}`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style><main><h1>${title}</h1>${body}</main></html>`;
}

/** Asks the person whether the client may work in the CRM. `fields` come back with the answer. */
export function consentPage(clientName: string, scope: string, fields: URLSearchParams): string {
  const hidden = [...fields].map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return page(
    'Allow access to the CRM?',
    `<p><strong>${escapeHtml(clientName)}</strong> asks to read and change records of this CRM: <code>${escapeHtml(scope)}</code>.</p>
<p>This is the Zoho CRM stand-in. Nothing here is Zoho.</p>
<form method="post" action="/oauth/authorize">${hidden.join('')}
<button class="main" name="decision" value="allow">Allow</button><button name="decision" value="refuse">Refuse</button></form>`,
  );
}

/** For a request whose client or way back is unknown: such a person must not be sent on. */
export function strangePage(): string {
  return page('This request cannot be trusted', '<p>The client is not registered here, or not with this address.</p>');
}
