import { portalApi } from '@/platform/http/portal-api';
import { deskRoutes } from './routes-desk';
import { fileRoutes } from './routes-files';
import { handInRoutes } from './routes-hand-in';
import { pieceRoutes } from './routes-pieces';

export const kycRoutes = portalApi()
  .route('/', handInRoutes)
  .route('/', pieceRoutes)
  .route('/', fileRoutes)
  .route('/', deskRoutes);
