/** CircleTel's colours and fonts, as in src/app/globals.css; a mail has no style sheet to share them with. */
export const COLORS = {
  page: '#F3F4F6',
  navy: '#1B2A4A',
  navySoft: '#B8C2D6',
  orange: '#E87A1E',
  text: '#111827',
  secondary: '#4B5563',
  muted: '#5F6877',
  line: '#E5E7EB',
  link: '#1D4ED8',
} as const;

/** The edge and ground of a passage that stands out. */
export const TONES = {
  info: { edge: '#1D4ED8', ground: '#EFF6FF' },
  warning: { edge: '#B45309', ground: '#FFFBEB' },
  danger: { edge: '#B91C1C', ground: '#FEF2F2' },
} as const;

export const FONTS = {
  text: 'Inter, -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, sans-serif',
  heading: 'Manrope, Inter, -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, sans-serif',
} as const;
