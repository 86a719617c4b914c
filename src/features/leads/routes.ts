import { portalApi } from '@/platform/http/portal-api';
import { calendarRoutes } from './routes-calendar';
import { deskLeadRoutes } from './routes-desk';
import { leadExportRoutes } from './routes-export';
import { importRoutes } from './routes-imports';
import { liveLeadRoutes } from './routes-live';
import { offerRoutes } from './routes-offers';
import { ownLeadRoutes } from './routes-own';
import { registrationRoutes } from './routes-registrations';
import { ruleRoutes } from './routes-rules';
import { savedViewRoutes } from './routes-views';

// The fixed paths first: they would be taken for a lead's id otherwise.
export const leadsRoutes = portalApi()
  .route('/', leadExportRoutes)
  .route('/', liveLeadRoutes)
  .route('/', ownLeadRoutes)
  .route('/', offerRoutes)
  .route('/', registrationRoutes)
  .route('/', calendarRoutes)
  .route('/', savedViewRoutes)
  .route('/', ruleRoutes)
  .route('/', importRoutes)
  .route('/', deskLeadRoutes);
