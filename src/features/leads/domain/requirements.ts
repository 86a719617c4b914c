/** One thing a customer said beside the fields of the form. */
export type Requirement = { label: string; value: string };

/** No more than a person reads. */
const MOST = 20;
const LONGEST = 300;

/**
 * What CircleTel's website kept in the column `requirements`, as far as a person can read it: the fields of an object whose
 * values are words, numbers, yes or no, or lists of them. Whatever is nested deeper is left out.
 */
export function readableRequirements(stored: unknown): Requirement[] {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return [];
  return Object.entries(stored)
    .flatMap(([name, value]) => {
      const words = wordsOf(value);
      return words === '' ? [] : [{ label: labelOf(name), value: words.slice(0, LONGEST) }];
    })
    .slice(0, MOST);
}

/** "number_of_users" and "numberOfUsers" as "Number of users". */
function labelOf(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (!Array.isArray(value)) return '';
  return value
    .map((item: unknown) => (Array.isArray(item) ? '' : wordsOf(item)))
    .filter(Boolean)
    .join(', ');
}
