import { Lock } from 'lucide-react';
import type { Permission } from '@/platform/rbac/permissions';
import { ROLE_TEMPLATES } from '@/platform/rbac/role-templates';
import { EmptyState } from '@/ui/EmptyState';

/** The staff roles that hold one of the permissions, in words: "Partner Manager or Super Administrator". */
export function rolesThatMay(permissions: readonly Permission[]): string {
  const names = Object.entries(ROLE_TEMPLATES)
    .filter(([id]) => !id.startsWith('partner_') || id === 'partner_manager')
    .filter(([id]) => id !== 'sales_partner')
    .filter(([, template]) => template.permissions.some((held) => permissions.includes(held)))
    .map(([, template]) => template.name);
  return new Intl.ListFormat('en-ZA', { type: 'disjunction' }).format(names);
}

/** Stands where something would be that the viewer's role does not open, and says whose does. */
export function Denied({ permissions, what }: { permissions: readonly Permission[]; what: string }) {
  return (
    <EmptyState icon={<Lock />} title={`Your role does not open ${what}`}>
      It is open to: {rolesThatMay(permissions)}. If you need it for your work, ask a super administrator for the role.
    </EmptyState>
  );
}
