/** A partner makes first contact with a new lead within this time (plan, success metrics). */
export const FIRST_RESPONSE_HOURS = 24;
