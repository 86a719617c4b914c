import { type Stringifier, stringify } from 'csv-stringify';
import { record } from '@/platform/audit/record';
import type { Claims } from '@/platform/auth/claims';
import type { Tx } from '@/platform/db/transaction';
import { withUserAtOneMoment } from '@/platform/db/with-user';
import { log } from '@/platform/log/log';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { isAllowed, type Viewer } from '@/platform/rbac/viewer';
import { type Outcome, ok, RefusedError, refuse } from '@/shared/refusal';
import { EXPORT_COLUMNS, walkLeadsForExport } from './read-export';
import type { LeadsFilters } from './schema';

/** Whoever reads the file more slowly than this is taken to have gone; the transaction must not wait for them. */
const STALLED_MS = 30_000;

/** Files that this process writes at once; each holds a connection to the database. */
const AT_ONCE = 4;

const writingFor = new Set<string>();

/** Whether the viewer has leads to export. */
export function mayExport(viewer: Viewer): Outcome<void> {
  return viewer.partner && isAllowed(viewer, [P.PARTNERS.MANAGE_LEADS])
    ? ok(undefined)
    : refuse('forbidden', 'Only a partner exports its own leads.');
}

/**
 * The user's leads that fit the filters as a CSV file that is written while it is read, all as they were at one moment.
 * A cell that a spreadsheet would take for a formula is marked as text. How many leads left the portal is recorded, also
 * when the reader went away in the middle.
 *
 * @throws RefusedError when the user has a file under way already, or the process too many
 */
export function exportLeads(claims: Claims, filters: LeadsFilters): Stringifier {
  if (writingFor.has(claims.sub) || writingFor.size >= AT_ONCE) {
    const message = 'An export is being written already. Try again in a moment.';
    throw new RefusedError({ code: 'rate_limited', message, retryAfterSeconds: 10 });
  }
  writingFor.add(claims.sub);
  const csv = stringify({ bom: true, header: true, escape_formulas: true, columns: EXPORT_COLUMNS });
  // Who reads it hears of the fault; without a listener the process would end.
  csv.on('error', () => undefined);
  withUserAtOneMoment(claims, (tx, viewer) => write(tx, viewer, filters, csv))
    .then(
      () => csv.end(),
      (error: unknown) => {
        log.warn({ err: error }, 'an export of leads broke off');
        csv.destroy(error instanceof Error ? error : new Error(String(error)));
      },
    )
    .finally(() => writingFor.delete(claims.sub));
  return csv;
}

async function write(tx: Tx, viewer: Viewer, filters: LeadsFilters, csv: Stringifier): Promise<void> {
  // Asked once more in the transaction that reads: a right may have been taken since.
  const partnerId = viewer.partner?.id;
  if (!partnerId || !isAllowed(viewer, [P.PARTNERS.MANAGE_LEADS])) {
    throw new RefusedError({ code: 'forbidden', message: 'Only a partner exports its own leads.' });
  }
  let sent = 0;
  for await (const row of walkLeadsForExport(tx, partnerId, filters)) {
    sent += 1;
    if (!csv.write(row)) await drained(csv);
    if (csv.destroyed) break;
  }
  await record(tx, {
    audit: { action: 'lead.exported', entity: 'partner', entityId: partnerId, partnerId, after: { leads: sent } },
  });
}

/** Waits until more can be written, or until the reader is gone. */
function drained(csv: Stringifier): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => csv.destroy(), STALLED_MS);
    const done = () => {
      clearTimeout(timer);
      csv.off('drain', done).off('close', done);
      resolve();
    };
    csv.once('drain', done).once('close', done);
    if (csv.destroyed) done();
  });
}
