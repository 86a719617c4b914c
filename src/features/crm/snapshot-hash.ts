import { createHash } from 'node:crypto';
import type { Values } from './domain/values';

/** A mark of what a record said: two records that say the same have the same, whatever the order of their fields. */
export function snapshotHash(values: Values): string {
  const entries = Object.entries(values)
    .filter(([, value]) => value !== null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('base64url');
}
