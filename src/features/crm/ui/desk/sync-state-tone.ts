import type { Tone } from '@/ui/Alert';
import type { SyncState } from '../../domain/sync-records';

export const SYNC_STATE_TONES: Record<SyncState, Tone> = {
  failed: 'danger',
  pending: 'warning',
  in_flight: 'info',
  synced: 'success',
};
