import { portalApi } from '@/platform/http/portal-api';
import { connectionRoutes } from './routes-connection';
import { recordRoutes } from './routes-records';
import { runRoutes } from './routes-runs';

export const crmRoutes = portalApi().route('/', connectionRoutes).route('/', recordRoutes).route('/', runRoutes);
