import { portalApi } from '@/platform/http/portal-api';
import { deskLeadRoutes } from './routes-desk';
import { ownLeadRoutes } from './routes-own';
import { ruleRoutes } from './routes-rules';

export const leadsRoutes = portalApi().route('/', ownLeadRoutes).route('/', ruleRoutes).route('/', deskLeadRoutes);
