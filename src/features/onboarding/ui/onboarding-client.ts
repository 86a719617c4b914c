import { hc } from 'hono/client';
import { API_BASE } from '@/shared/paths';
import type { deskRoutes } from '../desk-routes';
import type { progressRoutes } from '../progress-routes';
import type { onboardingRoutes } from '../routes';

/** The onboarding API with the types of its routes; nothing of the routes themselves reaches the browser. */
export const onboardingClient = hc<typeof onboardingRoutes>(API_BASE);

/** The desk's part of it. */
export const deskClient = hc<typeof deskRoutes>(API_BASE);

/** The applicant's own progress. */
export const progressClient = hc<typeof progressRoutes>(API_BASE);
