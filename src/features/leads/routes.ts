import { portalApi } from '@/platform/http/portal-api';
import { calendarRoutes } from './routes-calendar';
import { deskLeadRoutes } from './routes-desk';
import { offerRoutes } from './routes-offers';
import { ownLeadRoutes } from './routes-own';
import { registrationRoutes } from './routes-registrations';

export const leadsRoutes = portalApi()
  .route('/', ownLeadRoutes)
  .route('/', offerRoutes)
  .route('/', registrationRoutes)
  .route('/', calendarRoutes)
  .route('/', deskLeadRoutes);
