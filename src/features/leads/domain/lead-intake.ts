/** Where a lead stands that nobody has yet. */
export const INTAKE_STATES = ['due', 'unmatched', 'escalated'] as const;
export type IntakeState = (typeof INTAKE_STATES)[number];

export const INTAKE_LABELS: Record<IntakeState, string> = {
  due: 'Waiting for the rules',
  unmatched: 'No rule knows it',
  escalated: 'Nobody took it',
};
