import { z } from 'zod';

/**
 * Misbehaviour on demand: `429` and `500` answer so without sending; `hang_before_accept` and `hang_after_accept` never
 * answer, the second having sent; `down` closes the connection without a word.
 */
export const FaultOrder = z.object({
  kind: z
    .enum(['429', '500', 'hang_after_accept', 'hang_before_accept', 'down'])
    .or(z.literal([429, 500]).transform((code) => (code === 429 ? '429' : '500'))),
  times: z.number().int().min(0).max(1_000_000).default(1),
});
export type FaultKind = z.infer<typeof FaultOrder>['kind'];

/** What the next calls to the API shall suffer. */
export class Faults {
  #queue: { kind: FaultKind; times: number }[] = [];

  /** Adds faults to those that are still to come; `times: 0` forgets all of that kind. */
  order(kind: FaultKind, times: number): void {
    if (times === 0) this.#queue = this.#queue.filter((fault) => fault.kind !== kind);
    else this.#queue.push({ kind, times });
  }

  clear(): void {
    this.#queue = [];
  }

  /** The fault for this call, which is thereby used up. */
  take(): FaultKind | null {
    const next = this.#queue[0];
    if (!next) return null;
    next.times -= 1;
    if (next.times <= 0) this.#queue.shift();
    return next.kind;
  }

  pending(): { kind: FaultKind; times: number }[] {
    return this.#queue.map((fault) => ({ ...fault }));
  }
}
