/** The steps of the registration, in order. */
export const REGISTRATION_STEPS = ['business', 'contact', 'address', 'bank', 'consent'] as const;
export type RegistrationStep = (typeof REGISTRATION_STEPS)[number];

/** How a field is answered, with the time it takes a person on a phone. */
export type Answering = 'choice' | 'known' | 'looked-up' | 'read';

/**
 * Seconds for one field of each kind on a phone: a choice from a short list or a tick; something known by heart (a name,
 * a phone number); something copied from a paper or another app; a text of three short paragraphs read before ticking
 * (at 200 words a minute). Estimates on the slow side, stated here so that they can be corrected.
 */
export const SECONDS: Record<Answering, number> = { choice: 6, known: 15, 'looked-up': 30, read: 35 };

/** For finding one's way on a screen and going on. */
export const SECONDS_PER_STEP = 10;

/** Every field that a person fills in. `usual` is false where a typical company leaves the field alone. */
export const STEP_FIELDS: Record<RegistrationStep, Record<string, { answering: Answering; usual: boolean }>> = {
  business: {
    business_name: { answering: 'known', usual: true },
    business_type: { answering: 'choice', usual: true },
    entity_type: { answering: 'choice', usual: true },
    registration_number: { answering: 'looked-up', usual: true },
    vat_number: { answering: 'looked-up', usual: true },
  },
  contact: {
    contact_person: { answering: 'known', usual: true },
    id_number: { answering: 'known', usual: true },
    no_id_number: { answering: 'choice', usual: false },
    email: { answering: 'known', usual: true },
    phone: { answering: 'known', usual: true },
    alternative_phone: { answering: 'known', usual: false },
  },
  address: {
    street_address: { answering: 'known', usual: true },
    suburb: { answering: 'known', usual: true },
    city: { answering: 'known', usual: true },
    province: { answering: 'choice', usual: true },
    postal_code: { answering: 'known', usual: true },
  },
  bank: {
    bank_name: { answering: 'choice', usual: true },
    account_holder: { answering: 'known', usual: true },
    account_number: { answering: 'looked-up', usual: true },
    account_type: { answering: 'choice', usual: true },
    branch_code: { answering: 'choice', usual: true },
  },
  consent: {
    consent_terms: { answering: 'read', usual: true },
    consent_privacy: { answering: 'read', usual: true },
    consent_verification: { answering: 'read', usual: true },
    consent_marketing: { answering: 'choice', usual: true },
  },
};

/** The time one step takes a typical company, in seconds. */
export function secondsFor(step: RegistrationStep): number {
  return Object.values(STEP_FIELDS[step])
    .filter(({ usual }) => usual)
    .reduce((sum, { answering }) => sum + SECONDS[answering], SECONDS_PER_STEP);
}

/** The minutes that are left from this step on, rounded up. */
export function minutesLeft(from: RegistrationStep): number {
  const steps = REGISTRATION_STEPS.slice(REGISTRATION_STEPS.indexOf(from));
  return Math.ceil(steps.reduce((sum, step) => sum + secondsFor(step), 0) / 60);
}
