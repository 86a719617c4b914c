import type { Page } from '@playwright/test';

export const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } } as const;

export type Picture = {
  /** File name; the width is added. */
  name: string;
  size: keyof typeof SIZES;
  /** Whom of the demo accounts the screen belongs to; null for somebody who signs up first. */
  email: string | null;
  /** Opens what is to be seen. @param email whom the page belongs to */
  open: (page: Page, email: string) => Promise<unknown>;
};
