import localFont from 'next/font/local';

/*
 * The latin subsets only: they hold every letter of South Africa's languages that our names and addresses commonly need,
 * and rarer ones fall back to the system's font. Files come from npm, so that building needs no outside service.
 */

/** Text. Preloaded: every page begins with it. */
export const inter = localFont({
  src: '../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  variable: '--font-inter',
  weight: '100 900',
  display: 'swap',
});

/** Headings. Preloaded: the first line of every page is one. */
export const manrope = localFont({
  src: '../../node_modules/@fontsource-variable/manrope/files/manrope-latin-wght-normal.woff2',
  variable: '--font-manrope',
  weight: '200 800',
  display: 'swap',
});

/** Identifiers. Fetched where one is shown. */
export const jetbrainsMono = localFont({
  src: '../../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  variable: '--font-jetbrains-mono',
  weight: '100 800',
  display: 'swap',
  preload: false,
});
