import { hc } from 'hono/client';
import { API_BASE } from '@/shared/paths';
import type { onboardingRoutes } from '../routes';

/** The onboarding API with the types of its routes; nothing of the routes themselves reaches the browser. */
export const onboardingClient = hc<typeof onboardingRoutes>(API_BASE);
