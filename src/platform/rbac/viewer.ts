import { z } from 'zod';
import type { Claims } from '../auth/claims';
import { ALL_PERMISSIONS, type Permission } from './permissions';

/** Row of portal.viewer(). */
export const ViewerRow = z.object({
  kind: z.enum(['staff', 'partner']),
  template_id: z.string().nullable(),
  permissions: z.array(z.string()),
  full_name: z.string().nullable(),
  partner_id: z.string().nullable(),
  partner_status: z.enum(['pending', 'under_review', 'approved', 'rejected', 'suspended']).nullable(),
  partner_number: z.string().nullable(),
});

export type PartnerStatus = NonNullable<z.infer<typeof ViewerRow>['partner_status']>;

/** The user of a request: who, for whom, and what they may do. */
export type Viewer = {
  userId: string;
  email: string;
  kind: 'staff' | 'partner';
  fullName: string | null;
  permissions: ReadonlySet<Permission>;
  partner: { id: string; status: PartnerStatus; number: string | null } | null;
};

const KNOWN: ReadonlySet<string> = new Set(ALL_PERMISSIONS);
const isPermission = (name: string): name is Permission => KNOWN.has(name);

/** Joins token and row; permissions of CircleTel's other systems are left out. */
export function toViewer(claims: Claims, row: z.infer<typeof ViewerRow>): Viewer {
  return {
    userId: claims.sub,
    email: claims.email ?? '',
    kind: row.kind,
    fullName: row.full_name,
    permissions: new Set(row.permissions.filter(isPermission)),
    partner:
      row.partner_id && row.partner_status
        ? { id: row.partner_id, status: row.partner_status, number: row.partner_number }
        : null,
  };
}

/** True when the viewer holds one of the permissions, or all of them with `requireAll`. */
export function isAllowed(viewer: Viewer, permissions: readonly Permission[], requireAll = false): boolean {
  return requireAll
    ? permissions.every((permission) => viewer.permissions.has(permission))
    : permissions.some((permission) => viewer.permissions.has(permission));
}
