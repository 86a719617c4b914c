import type { Tone } from '@/ui/Alert';
import type { RunState } from '../../domain/runs';

export const RUN_STATE_TONES: Record<RunState, Tone> = {
  queued: 'neutral',
  running: 'info',
  done: 'success',
  failed: 'danger',
  stopped: 'warning',
};
