import { hc } from 'hono/client';
import { API_BASE } from '@/shared/paths';
import type { leadsRoutes } from '../routes';

/** The leads API with the types of its routes; nothing of the routes themselves reaches the browser. */
export const leadsClient = hc<typeof leadsRoutes>(API_BASE);
