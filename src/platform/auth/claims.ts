import { z } from 'zod';

/** What the portal reads of a Supabase access token; the rest travels on to the database untouched. */
export const Claims = z.looseObject({
  sub: z.uuid(),
  role: z.literal('authenticated'),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  email: z.string().optional(),
  session_id: z.string().optional(),
  aal: z.string().optional(),
  amr: z.array(z.looseObject({ method: z.string() })).optional(),
});
export type Claims = z.infer<typeof Claims>;
