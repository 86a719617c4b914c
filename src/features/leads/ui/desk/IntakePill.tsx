import type { Tone } from '@/ui/Alert';
import { StatusPill } from '@/ui/StatusPill';
import { INTAKE_LABELS, type IntakeState } from '../../domain/lead-intake';

const TONES: Record<IntakeState, Tone> = { due: 'info', unmatched: 'warning', escalated: 'danger' };

/** Where a lead stands that nobody has. */
export function IntakePill({ state }: { state: IntakeState }) {
  return <StatusPill tone={TONES[state]}>{INTAKE_LABELS[state]}</StatusPill>;
}
