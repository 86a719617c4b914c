/** CircleTel's kinds of customers, and what people call them. */
export const CUSTOMER_TYPES = ['consumer', 'smme', 'enterprise'] as const;
export type CustomerType = (typeof CUSTOMER_TYPES)[number];

export const CUSTOMER_TYPE_LABELS: Record<CustomerType, string> = {
  consumer: 'Household',
  smme: 'Small or medium business',
  enterprise: 'Large business',
};

/** Services as CircleTel's website writes them. Other words may stand in a lead too. */
export const SERVICE_TYPES = ['fibre', 'wireless', 'lte', '5g', 'business_fibre', 'voip'] as const;

/** Where a lead stands that nobody has yet. */
export const INTAKE_STATES = ['due', 'unmatched', 'escalated'] as const;
export type IntakeState = (typeof INTAKE_STATES)[number];

export const INTAKE_LABELS: Record<IntakeState, string> = {
  due: 'Waiting for the rules',
  unmatched: 'No rule knows it',
  escalated: 'Nobody took it',
};
