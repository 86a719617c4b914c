import { portalApi } from '@/platform/http/portal-api';
import { connectionRoutes } from './routes-connection';
import { recordRoutes } from './routes-records';
import { runRoutes } from './routes-runs';
import { webhookRoutes } from './routes-webhook';

export const crmRoutes = portalApi()
  .route('/', connectionRoutes)
  .route('/', recordRoutes)
  .route('/', runRoutes)
  .route('/', webhookRoutes);
