import type { z } from 'zod';

/** What Next hands a page for the part of the address after the question mark. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

type Read<Query> = {
  query: Query;
  /** The first problem of an address that somebody wrote by hand; that part of it was left out. */
  problem: string | undefined;
};

/** Reads a list's query from the address. What does not fit is left out and named: an address never breaks a page. */
export function readQuery<Schema extends z.ZodType<object, object>>(
  schema: Schema,
  params: Readonly<Record<string, string | string[] | undefined>>,
): Read<z.output<Schema>> {
  const single = Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]);
  // A field that was left empty asks for nothing: a browser without script sends it all the same.
  const given: Record<string, unknown> = Object.fromEntries(single.filter(([, value]) => value !== ''));
  const first = schema.safeParse(given);
  if (first.success) return { query: first.data, problem: undefined };
  const faulty = new Set(first.error.issues.map((issue) => String(issue.path[0])));
  const rest = Object.fromEntries(Object.entries(given).filter(([name]) => !faulty.has(name)));
  return { query: schema.parse(rest), problem: first.error.issues[0]?.message };
}
