import { portalApi } from '@/platform/http/portal-api';
import { deskLeadRoutes } from './routes-desk';
import { leadExportRoutes } from './routes-export';
import { importRoutes } from './routes-imports';
import { liveLeadRoutes } from './routes-live';
import { ownLeadRoutes } from './routes-own';
import { ruleRoutes } from './routes-rules';
import { savedViewRoutes } from './routes-views';

// The fixed paths first: they would be taken for a lead's id otherwise.
export const leadsRoutes = portalApi()
  .route('/', leadExportRoutes)
  .route('/', liveLeadRoutes)
  .route('/', ownLeadRoutes)
  .route('/', savedViewRoutes)
  .route('/', ruleRoutes)
  .route('/', importRoutes)
  .route('/', deskLeadRoutes);
