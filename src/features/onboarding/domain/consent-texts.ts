/** What a person is asked to agree to. Each purpose is a tick of its own (POPIA, section 13: specific purposes). */
export const CONSENT_PURPOSES = ['terms', 'privacy', 'verification', 'marketing'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

export type ConsentText = {
  purpose: ConsentPurpose;
  /** Stored with the consent. A text that was shown to anybody is never changed: a new version is added above it. */
  version: string;
  /** Without it there is no application. */
  required: boolean;
  /** The sentence beside the tick. */
  statement: string;
  /** What it means, to be read before ticking. */
  paragraphs: readonly string[];
};

/** Every text that was ever shown, the newest of each purpose first. */
export const CONSENT_TEXTS: readonly ConsentText[] = [
  {
    purpose: 'terms',
    version: '2026-11-01',
    required: true,
    statement: 'I apply on behalf of this business, am allowed to do so, and what I have told you is true.',
    paragraphs: [
      'You apply to sell CircleTel’s services as an independent business. Applying creates no duty for you or for us.',
      'If we approve the application we send you the partner agreement. Commission, payment and termination are agreed there, not here.',
      'Please tell us when something that you have told us here changes.',
    ],
  },
  {
    purpose: 'privacy',
    version: '2026-11-01',
    required: true,
    statement: 'I have read how CircleTel uses my personal information.',
    paragraphs: [
      'We keep what you enter here, and the documents that you hand in, to decide on the application, to work with you and to pay you. CircleTel’s people who do this work see it, and the services that store data and send mail for us.',
      'Identity numbers and account numbers are stored encrypted, and are shown with their last four digits only. CircleTel’s finance team can open an account number to pay you; every time is recorded with its reason.',
      'You may ask what we hold about you, have it corrected, object to its use, and complain to the Information Regulator. We keep it for as long as the law or our agreement requires.',
    ],
  },
  {
    purpose: 'verification',
    version: '2026-11-01',
    required: true,
    statement: 'CircleTel may check the identity, registration, tax and bank details that I give.',
    paragraphs: [
      'We compare what you tell us with your documents, and may compare it with the public registers of the CIPC and SARS, and with your bank whether the account is yours.',
      'We make no credit check. If a check fails we tell you what did not fit before we decide.',
    ],
  },
  {
    purpose: 'marketing',
    version: '2026-11-01',
    required: false,
    statement: 'CircleTel may send me news and offers by e-mail.',
    paragraphs: [
      'This is for you to choose and has no effect on the application. You can change it at any time on your profile. Mails about the application, leads and payments are sent in any case.',
    ],
  },
];

/** The text that is shown now. */
export function currentText(purpose: ConsentPurpose): ConsentText {
  const text = CONSENT_TEXTS.find((known) => known.purpose === purpose);
  if (!text) throw new Error(`There is no text for the consent “${purpose}”`);
  return text;
}

/** The texts that are shown now, in the order in which they are asked. */
export const CURRENT_TEXTS: readonly ConsentText[] = CONSENT_PURPOSES.map(currentText);

/** What somebody said to one text. */
export type Consent = { purpose: ConsentPurpose; version: string; granted: boolean };

/** Purposes that must be granted before an application can be approved, and are not, or not in the current version. */
export function missingConsents(given: readonly Consent[]): ConsentPurpose[] {
  return CURRENT_TEXTS.filter(
    ({ purpose, version, required }) =>
      required && !given.some((one) => one.purpose === purpose && one.version === version && one.granted),
  ).map(({ purpose }) => purpose);
}
