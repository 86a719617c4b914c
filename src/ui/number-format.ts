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

/** 1 536 000 bytes -> "1,5 MB"; sizes are decimal, as file managers show them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  const text = value >= 100 || unit === 'kB' ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, '');
  return `${text.replace('.', ',')}${noBreakSpace}${unit}`;
}
