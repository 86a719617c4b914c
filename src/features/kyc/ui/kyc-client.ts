import { hc } from 'hono/client';
import { API_BASE } from '@/shared/paths';
import type { kycRoutes } from '../routes';

/** The documents API with the types of its routes; nothing of the routes themselves reaches the browser. */
export const kycClient = hc<typeof kycRoutes>(API_BASE);
