import { LeadsQuery } from '../schema';

/** Rows of one page of the list. */
const PAGE_SIZE = 20;

type SearchParams = Record<string, string | string[] | undefined>;

/** What the list's address may say, in the order in which it says it. Pages have no numbers there: they go by key. */
const NAMES = ['status', 'q', 'from', 'to', 'view', 'sort', 'cursor'] as const;
type Choices = { [Name in (typeof NAMES)[number]]?: string | undefined };

/** What the list's address asks for. Whatever makes no sense is left out: an old or mistyped link still shows leads. */
export function leadsQueryOf(search: SearchParams): LeadsQuery {
  return sensibleOf(Object.fromEntries(NAMES.filter((name) => search[name]).map((name) => [name, search[name]])));
}

/** Some faults only show once others are gone. Every round leaves something out, so it ends. */
function sensibleOf(said: SearchParams): LeadsQuery {
  const read = LeadsQuery.safeParse({ ...said, limit: PAGE_SIZE });
  if (read.success) return read.data;
  const faulty = new Set(read.error.issues.map(({ path }) => path[0]));
  return sensibleOf(Object.fromEntries(Object.entries(said).filter(([name]) => !faulty.has(name))));
}

/** The query of a list's address with these choices; empty for the whole list in its usual order. */
export function leadsSearch(choices: Choices): string {
  const said = NAMES.map((name) => [name, choices[name] ?? ''] as const).filter(
    ([name, value]) => value !== '' && !(name === 'view' && value === 'all'),
  );
  return new URLSearchParams(said.map(([name, value]) => [name, value])).toString();
}

/** The address of a list with these choices. */
export function leadsHref(path: string, choices: Choices): string {
  const search = leadsSearch(choices);
  return search ? `${path}?${search}` : path;
}
