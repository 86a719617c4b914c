const noBreakSpace = '\u00a0';

function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, noBreakSpace);
}

/** A whole number as South African English writes it: 1234567 -> "1 234 567", with no-break spaces. */
export function formatCount(count: number | bigint): string {
  const digits = groupThousands(String(count < 0 ? -count : count));
  return count < 0 ? `\u2212${digits}` : digits;
}

/**
 * Cents as rand: 123450n -> "R 1 234,50", with no-break spaces. Written out instead of left to Intl, because server and
 * browser may hold different locale data, and the two must print the same.
 * A string is a whole number of cents, as JSON carries a bigint; anything else throws a SyntaxError.
 */
export function formatRand(amountCents: bigint | string): string {
  const cents = BigInt(amountCents);
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  const rand = groupThousands(digits.slice(0, -2));
  return `${cents < 0n ? '\u2212' : ''}R${noBreakSpace}${rand},${digits.slice(-2)}`;
}

/** 1572864 bytes -> "1,5 MB". 1 MB is 1024 kB, as in the limits that files are held against. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  const text = kilobytes < 1024 ? `${Math.round(kilobytes)}` : (kilobytes / 1024).toFixed(1).replace(/\.0$/, '');
  return `${text.replace('.', ',')}${noBreakSpace}${kilobytes < 1024 ? 'kB' : 'MB'}`;
}
