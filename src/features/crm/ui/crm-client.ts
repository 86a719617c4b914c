import { hc } from 'hono/client';
import { API_BASE } from '@/shared/paths';
import type { crmRoutes } from '../routes';

/** The CRM's API with the types of its routes; nothing of the routes themselves reaches the browser. */
export const crmClient = hc<typeof crmRoutes>(API_BASE);
