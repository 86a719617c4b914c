import type { Crm } from './crm';
import type { Faults } from './faults';
import type { ZohoMode } from './mode';

/** What the routes for people and tests, and their page, need. */
export interface Desk {
  readonly crm: Crm;
  readonly faults: Faults;
  readonly mode: ZohoMode;
}
