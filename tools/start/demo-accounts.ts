/** What the demo data holds to log in with, for the terminal. */
export const demoAccounts = `demo accounts, password Demo-2026! for all:
  partner@demo.test (approved)   pending@demo.test (mid-onboarding)   second@demo.test (another partner)
  review@demo.test   review2@demo.test (under review)
  manager@demo.test   compliance@demo.test   finance@demo.test   finance2@demo.test   marketing@demo.test
  admin@demo.test (everything)`;
