import { portalApi } from '@/platform/http/portal-api';
import { deskLeadRoutes } from './routes-desk';
import { ownLeadRoutes } from './routes-own';

export const leadsRoutes = portalApi().route('/', ownLeadRoutes).route('/', deskLeadRoutes);
