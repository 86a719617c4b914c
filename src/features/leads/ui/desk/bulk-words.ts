import type { BulkAnswer, BulkResult } from '../../schema-desk';

const REST: Record<Exclude<BulkResult, 'assigned' | 'queued'>, (n: number) => string> = {
  unchanged: (n) => `${n} ${n === 1 ? 'was' : 'were'} there already or finished`,
  changed: (n) => `${n} had moved meanwhile and ${n === 1 ? 'stays' : 'stay'} where ${n === 1 ? 'it is' : 'they are'}`,
  removed: (n) => `${n} ${n === 1 ? 'was' : 'were'} removed from the CRM`,
  not_found: (n) => `${n} ${n === 1 ? 'does' : 'do'} not exist any more`,
};

const leads = (n: number) => (n === 1 ? '1 lead' : `${n} leads`);

/** What became of many leads, in one sentence for those that went and one for the others; null for none. */
export function bulkWords(results: BulkAnswer['results'], partnerName: string | null) {
  const count = (wanted: BulkResult) => results.filter(({ result }) => result === wanted).length;
  const [assigned, queued] = [count('assigned'), count('queued')];
  const done = [
    assigned > 0 && `${leads(assigned)} offered to ${partnerName ?? 'the partner'}.`,
    queued > 0 && `${leads(queued)} given to the rules.`,
  ].filter(Boolean);
  const rest = (['changed', 'unchanged', 'removed', 'not_found'] as const).flatMap((result) => {
    const n = count(result);
    return n > 0 ? [REST[result](n)] : [];
  });
  return { done: done.join(' ') || null, rest: rest.length > 0 ? `${rest.join('; ')}.` : null };
}
