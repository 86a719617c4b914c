import { z } from 'zod';

export type Argument = string | number | boolean | null | readonly Argument[] | { readonly [key: string]: Argument };

/** The envelope that every tool of Zoho's server takes. */
export interface ToolArguments {
  readonly path_variables?: Readonly<Record<string, Argument>>;
  readonly query_params?: Readonly<Record<string, Argument>>;
  readonly body?: Readonly<Record<string, Argument>>;
}

const groupSchema = z.looseObject({
  properties: z.record(z.string(), z.unknown()).catch({}),
});

const schemaSchema = z.looseObject({ properties: z.record(z.string(), z.unknown()).catch({}) });

const typeSchema = z.looseObject({ type: z.unknown() });

function typesOf(schema: unknown): readonly unknown[] {
  const parsed = typeSchema.safeParse(schema);
  if (!parsed.success) return [];
  return Array.isArray(parsed.data.type) ? parsed.data.type : [parsed.data.type];
}

/** One value in the type that the live schema asks for; unchanged when that is unknown or cannot be met. */
function coerce(value: Argument, schema: unknown): Argument {
  const types = typesOf(schema);
  const wants = (type: string): boolean => types.includes(type);
  if (Array.isArray(value)) return wants('string') && !wants('array') ? value.join(',') : value;
  if (typeof value === 'number' || typeof value === 'boolean') {
    const fits = typeof value === 'boolean' ? wants('boolean') : wants('integer') || wants('number');
    return wants('string') && !fits ? String(value) : value;
  }
  if (typeof value === 'string' && !wants('string')) {
    if ((wants('integer') || wants('number')) && /^-?\d+$/.test(value)) return Number(value);
    if (wants('boolean') && /^(?:true|false)$/.test(value)) return value === 'true';
  }
  return value;
}

const simplify = (name: string): string => name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();

/** The tool's own name for an argument: `module` is `moduleApiName` in some tools, `recordID` is `record_id`. */
function nameIn(properties: Readonly<Record<string, unknown>>, name: string): string {
  const names = Object.keys(properties);
  if (names.length === 0 || names.includes(name)) return name;
  const wanted = simplify(name);
  const same = names.find((other) => simplify(other) === wanted);
  if (same !== undefined) return same;
  const longer = names.filter((other) => simplify(other).startsWith(wanted));
  return longer.length === 1 ? (longer[0] ?? name) : name;
}

/**
 * Fits path variables and query parameters to a tool's live JSON Schema: names and primitive types differ between Zoho's
 * servers. The body is Zoho's REST body and goes through unchanged.
 */
export function fitArguments(args: ToolArguments, inputSchema: unknown): Record<string, unknown> {
  const schema = schemaSchema.safeParse(inputSchema);
  const groups = schema.success ? schema.data.properties : {};
  const fitted: Record<string, unknown> = {};
  for (const group of ['path_variables', 'query_params'] as const) {
    const values = args[group];
    if (values === undefined) continue;
    const parsed = groupSchema.safeParse(groups[group]);
    const properties = parsed.success ? parsed.data.properties : {};
    fitted[group] = Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const own = nameIn(properties, name);
        return [own, coerce(value, properties[own])];
      }),
    );
  }
  if (args.body !== undefined) fitted.body = args.body;
  return fitted;
}
