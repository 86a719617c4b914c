import { z } from 'zod';
import type { Services } from '../services';
import { asCaller, parseBody, type StorageContext } from './request';

const SORTABLE = ['name', 'created_at', 'updated_at', 'last_accessed_at'] as const;

const body = z.object({
  prefix: z.string().default(''),
  limit: z.number().int().min(1).max(1000).default(100),
  offset: z.number().int().min(0).default(0),
  search: z.string().nullish(),
  sortBy: z.object({ column: z.enum(SORTABLE).default('name'), order: z.string().default('asc') }).nullish(),
});

interface Entry {
  name: string;
  id: string | null;
  updated_at: Date | null;
  created_at: Date | null;
  last_accessed_at: Date | null;
  metadata: Record<string, unknown> | null;
}

/** POST /object/list/:bucket: one level of the tree, folders (without an id) before files. */
export async function listObjects(c: StorageContext, services: Services): Promise<Response> {
  const request = await parseBody(c, body);
  const folder = request.prefix === '' || request.prefix.endsWith('/') ? request.prefix : `${request.prefix}/`;
  const level = folder.split('/').length;
  // Both come from fixed lists, never from the request's text.
  const column = request.sortBy?.column ?? 'name';
  const direction = request.sortBy?.order.toLowerCase() === 'desc' ? 'desc' : 'asc';
  const { rows } = await asCaller(services, c.var.caller, (tx) =>
    tx.query<Entry>(
      `with seen as (
         select path_tokens[$3] as entry, cardinality(path_tokens) > $3 as is_folder, id, updated_at, created_at,
           last_accessed_at, metadata
         from storage.objects where bucket_id = $1 and lower(name) like lower($2) || '%'
       ), entries as (
         select entry as name, null::uuid as id, null::timestamptz as updated_at, null::timestamptz as created_at,
           null::timestamptz as last_accessed_at, null::jsonb as metadata, 0 as place
         from seen where is_folder group by entry
         union all
         select entry, id, updated_at, created_at, last_accessed_at, metadata, 1 from seen where not is_folder
       )
       select name, id, updated_at, created_at, last_accessed_at, metadata from entries
       order by place, ${column} ${direction}, name limit $4 offset $5`,
      [c.req.param('bucket'), escapeLike(folder + (request.search ?? '')), level, request.limit, request.offset],
    ),
  );
  return c.json(rows);
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}
