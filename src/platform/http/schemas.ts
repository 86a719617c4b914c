import { z } from 'zod';
import { decodeCursor } from '@/shared/cursor';

/** A required JSON body; without `required` a request of another content type would skip the check. */
export function jsonBody<T extends z.ZodType>(schema: T) {
  return { required: true as const, content: { 'application/json': { schema } } };
}

export function jsonAnswer<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** `?page&limit` as in the plan, and `?cursor` for walking on. Pages by number end at 10,000 rows. */
export const ListQuery = z
  .object({
    page: z.coerce.number('page must be a whole number').int().min(1, 'page starts at 1').default(1),
    limit: z.coerce
      .number('limit must be a whole number')
      .int()
      .min(1, 'limit is at least 1')
      .max(100, 'limit is at most 100')
      .default(20),
    cursor: z
      .string()
      .max(200)
      .refine((text) => decodeCursor(text) !== null, 'cursor must be one that this list gave out')
      .optional(),
  })
  .refine(({ page, limit, cursor }) => cursor !== undefined || page * limit <= 10_000, {
    path: ['page'],
    message: 'Pages by number end at 10 000 rows; walk on with the cursor, or narrow the filters.',
  });

export const Pagination = z
  .object({
    total: z.number().int(),
    totalIsExact: z.boolean().describe('False beyond 10 000: there are more'),
    page: z.number().int(),
    limit: z.number().int(),
    totalPages: z.number().int(),
    nextCursor: z.string().nullable().describe('Walks on after the last row; null at the end'),
  })
  .meta({ id: 'Pagination' });
export type Pagination = z.infer<typeof Pagination>;

/** Lists count no further than this. */
export const EXACT_TOTAL_LIMIT = 10_000;

/** The pagination block of a list answer. @param counted rows found, counting stopped at EXACT_TOTAL_LIMIT + 1 */
export function pagination(counted: number, page: number, limit: number, nextCursor: string | null): Pagination {
  const total = Math.min(counted, EXACT_TOTAL_LIMIT);
  return {
    total,
    totalIsExact: counted <= EXACT_TOTAL_LIMIT,
    page,
    limit,
    totalPages: Math.ceil(total / limit),
    nextCursor,
  };
}
