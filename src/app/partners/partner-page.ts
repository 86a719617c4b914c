import { redirect } from 'next/navigation';
import { readAsViewer } from '@/platform/auth/page-viewer';
import type { Tx } from '@/platform/db/transaction';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { isAllowed, type Viewer } from '@/platform/rbac/viewer';
import { PAGES } from '@/shared/paths';

/** How far someone has come: nothing handed in, an application that is not (or no longer) approved, a working partner. */
export type Stage = 'registering' | 'applying' | 'working';

/** Where each stage is at home. */
const HOME: Record<Stage, string> = {
  registering: PAGES.partner.onboarding,
  applying: PAGES.partner.verify,
  working: PAGES.partner.dashboard,
};

/** Null for who is no partner at all: the layout's gate says so. */
export function stageOf(viewer: Viewer): Stage | null {
  if (isAllowed(viewer, [P.PARTNERS.MANAGE_LEADS])) return 'working';
  if (isAllowed(viewer, [P.PARTNERS.VIEW])) return 'applying';
  return isAllowed(viewer, [P.PARTNERS.REGISTER]) ? 'registering' : null;
}

/**
 * Reads for a page of the partner portal that belongs to certain stages; everybody else is sent to where they belong,
 * visitors to the log-in page and back. Layouts do not protect pages, so every page asks this itself.
 *
 * @param here the page's own path, to come back to
 * @returns null for who is no partner; nothing was read then
 */
export function readAtStage<T>(
  here: string,
  stages: readonly Stage[],
  read: (tx: Tx, viewer: Viewer) => Promise<T>,
): Promise<T | null> {
  return readAsViewer(here, async (tx, viewer) => {
    const stage = stageOf(viewer);
    if (!stage) return null;
    if (!stages.includes(stage)) redirect(HOME[stage]);
    return read(tx, viewer);
  });
}

/** The same for pages of partners who work, with the partner's id. */
export function readAsPartner<T>(here: string, read: (tx: Tx, partnerId: string) => Promise<T>): Promise<T | null> {
  return readAtStage(here, ['working'], async (tx, { partner }) => {
    if (!partner) throw new Error('Who may manage leads belongs to a partner');
    return read(tx, partner.id);
  });
}
