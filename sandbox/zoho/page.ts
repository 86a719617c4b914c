import type { Desk } from './desk';
import { FAULTS } from './faults';
import { escapeHtml } from './html';
import { isObject } from './json';
import { LEFT_OUT } from './left-out';
import { MODULES } from './modules';
import { renderRecord } from './render';

const SHOWN = 50;

function table(headings: readonly string[], rows: readonly (readonly unknown[])[]): string {
  if (rows.length === 0) return '<p>None yet.</p>';
  const head = headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** A table as wide as it likes, which the keyboard can move to as well. */
function wide(label: string, content: string): string {
  return `<div class="scroll" role="region" aria-label="${escapeHtml(label)}" tabindex="0">${content}</div>`;
}

/** A lookup by its name, anything else as it is, and not too much of it. */
function brief(value: unknown): string {
  const shown = isObject(value) && typeof value.name === 'string' ? value.name : value;
  const text = typeof shown === 'string' ? shown : JSON.stringify(shown);
  return text.length > 160 ? `${text.slice(0, 160)} …` : text;
}

function recordTable(desk: Desk, moduleName: string): string {
  const { records } = desk.crm;
  const newest = records.select(moduleName, '1 = 1', [], 'modified_time desc, id desc', SHOWN, 0);
  const rendered = newest.map((record) => renderRecord(record, null, records));
  const filled = Object.keys(rendered[0] ?? {}).filter((name) =>
    rendered.some((row) => row[name] !== null && row[name] !== ''),
  );
  // What the CRM keeps itself comes last: people look for the rest.
  const isOwn = (name: string): boolean => !/^(?:Owner|Created_|Modified_)/.test(name);
  const names = [...filled.filter(isOwn), ...filled.filter((name) => !isOwn(name))];
  return table(
    names,
    rendered.map((row) => names.map((name) => (row[name] === null ? '' : brief(row[name])))),
  );
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#1b2a4a}
h1,h2{line-height:1.2}div.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:13px}
th,td{border:1px solid #d5dae3;padding:.25rem .5rem;text-align:left;vertical-align:top}th{background:#f1f3f7}
nav a{display:inline-block;margin-right:1rem}code,li{overflow-wrap:anywhere}a{color:#ae5b16}code{background:#f1f3f7;padding:0 .2rem}`;

/** The page for people: records, last calls, channels, faults and what is left out. */
export function renderPage(desk: Desk, wanted: string | null): string {
  const moduleName = wanted !== null && MODULES.has(wanted) ? wanted : 'Leads';
  const links = [...MODULES.keys()].map(
    (name) => `<a href="/?module=${name}">${name} (${desk.crm.records.count(name)})</a>`,
  );
  const calls = desk.crm.calls.last(SHOWN, null);
  const callRows = calls.map((call) => [call.at, call.tool, call.status, call.fault ?? '', brief(call.arguments)]);
  const deliveries = desk.crm.notifications.deliveries();
  const mode = Object.entries(desk.mode).map(([name, value]) => `${name}=${value}`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Zoho CRM stand-in</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style>
<main><h1>Zoho CRM stand-in</h1>
<p>An MCP server that behaves like Zoho CRM version 8, for work without an organisation of one's own. Nothing here is Zoho.</p>
<p>Mode: <code>${escapeHtml(mode.join(', '))}</code>. Credits used in 24 hours: ${desk.crm.credits.used()}.</p>
<h2>Records</h2><nav>${links.join('')}</nav><h3>${moduleName}, the last ${SHOWN} changed</h3>
${wide('Records', recordTable(desk, moduleName))}
<h2>Last calls</h2>${wide('Last calls', table(['time', 'tool', 'status', 'fault', 'arguments'], callRows))}
<h2>Notifications</h2>${wide(
    'Notifications',
    table(
      ['time', 'channel', 'what', 'ids', 'outcome'],
      deliveries.map((one) => [one.at, one.channelId, one.operation, one.ids.join(' '), one.outcome]),
    ),
  )}
<h2>Faults on order</h2>${wide(
    'Faults on order',
    table(
      ['kind', 'times left', 'only for'],
      desk.faults.list().map((order) => [order.kind, order.times, order.tool ?? '']),
    ),
  )}
<p>Order one with <code>POST /faults {"kind", "times"}</code>:</p>${wide(
    'Faults that can be ordered',
    table(
      ['kind', 'what happens'],
      Object.entries(FAULTS).map(([kind, fault]) => [kind, fault.about]),
    ),
  )}
<h2>What is left out</h2><ul>${LEFT_OUT.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul></main></html>`;
}
