import { hc } from 'hono/client';
import { API_BASE } from '@/shared/paths';
import type { profileRoutes } from '../profile-routes';

/** The API of a partner's own details, with the types of its routes. */
export const profileClient = hc<typeof profileRoutes>(API_BASE);
