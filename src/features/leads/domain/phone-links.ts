/**
 * Phone numbers come from CircleTel's website as people typed them: "082 123 4567", "+27 (0)82 123-4567", "0027…".
 * @returns the number in E.164, or null when it is none that can be dialled with certainty
 */
export function toE164(phone: string): string | null {
  const plain = phone
    .replace(/\(0\)/, '')
    .replace(/[^\d+]/g, '')
    .replace(/^00/, '+');
  if (/^0[1-9]\d{8}$/.test(plain)) return `+27${plain.slice(1)}`;
  if (/^27[1-9]\d{8}$/.test(plain)) return `+${plain}`;
  return /^\+[1-9]\d{7,14}$/.test(plain) ? plain : null;
}

/** "+27821234567" as South Africans write it, 082 123 4567; other numbers as they came. */
export function readablePhone(phone: string): string {
  const [, area, middle, last] = /^\+27(\d{2})(\d{3})(\d{4})$/.exec(toE164(phone) ?? '') ?? [];
  return area ? `0${area} ${middle} ${last}` : phone;
}

/** `tel:` of the number; what cannot be read as a number is dialled as it was typed. */
export function callLink(phone: string): string {
  return `tel:${toE164(phone) ?? phone.replace(/[^\d+]/g, '')}`;
}

/** A WhatsApp chat with the number, or null when WhatsApp could not know it. */
export function whatsAppLink(phone: string): string | null {
  const number = toE164(phone);
  return number && `https://wa.me/${number.slice(1)}`;
}
