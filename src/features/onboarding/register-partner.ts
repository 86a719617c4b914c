import { randomUUID } from 'node:crypto';
import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { insertPartner } from './queries';
import { readPartner } from './read';
import type { Registration } from './registration';
import type { Partner } from './schema';

/** Hands in the application of the viewer, who becomes its owner. One user applies once. */
export async function registerPartner(tx: Tx, viewer: Viewer, registration: Registration): Promise<Outcome<Partner>> {
  const partnerId = randomUUID();
  if (viewer.partner || !(await insertPartner(tx, partnerId, viewer.userId, registration))) {
    return refuse(
      'application_exists',
      'You have already applied. You can follow your application on the status page.',
    );
  }
  await record(tx, {
    audit: {
      action: 'partner.registered',
      entity: 'partner',
      entityId: partnerId,
      partnerId,
      after: { business_type: registration.business_type, province: registration.province },
    },
    events: [event('partner.registered', { partnerId })],
  });
  const partner = await readPartner(tx, partnerId);
  if (!partner) throw new Error('The application cannot be read back by its owner');
  return ok(partner);
}
