import type { Pool } from 'pg';
import type { Keys } from './keys';
import type { Settings } from './settings';

/** What every part of the stand-in works with. */
export interface Services {
  pool: Pool;
  keys: Keys;
  settings: Settings;
  /** Own address without a trailing slash; known once the server listens. */
  url(): string;
}
