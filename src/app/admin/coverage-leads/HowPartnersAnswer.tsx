import { RESPONSE_WINDOW_DAYS } from '@/features/leads/domain/partner-statistics';
import { listStatistics, readStatisticsTotals } from '@/features/leads/read-statistics';
import { CapacityCard } from '@/features/leads/ui/desk/CapacityCard';
import { StatisticsStrip } from '@/features/leads/ui/desk/StatisticsStrip';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PAGES } from '@/shared/paths';

/** How many partners with room are named. */
const NAMED = 3;

/** How partners answer on the whole, and who has room for more. */
export async function HowPartnersAnswer() {
  const { totals, partners } = await readAsViewer(PAGES.admin.leads, async (tx) => ({
    totals: await readStatisticsTotals(tx),
    partners: await listStatistics(tx, null, NAMED),
  }));
  if (totals.computedAt === null) return null;
  return (
    <section
      aria-label="How partners answer"
      className="mb-5 grid grid-cols-1 gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]"
    >
      <StatisticsStrip totals={totals} days={RESPONSE_WINDOW_DAYS} />
      <CapacityCard partners={partners} />
    </section>
  );
}
