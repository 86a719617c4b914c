import Link from 'next/link';
import { PAGES } from '@/shared/paths';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import type { PartnerLeadStatistics } from '../../schema-desk';
import { capacityWords } from './statistics-words';

/** The partners with the fewest open leads; each leads to its leads. */
export function CapacityCard({ partners }: { partners: readonly PartnerLeadStatistics[] }) {
  return (
    <Card>
      <CardHeader title="Who has capacity" description="The fewest open leads first" />
      <CardContent className="pt-2 md:pt-2">
        {partners.length === 0 ? (
          <p className="text-secondary-foreground">There is no approved partner yet.</p>
        ) : (
          <ul className="grid">
            {partners.map((partner) => (
              <li key={partner.partner_id}>
                <Link
                  href={`${PAGES.admin.leads}?partner=${partner.partner_id}`}
                  prefetch={false}
                  className="-mx-2 block min-h-11 rounded-md px-2 py-1 hover:bg-background md:min-h-0"
                >
                  <span className="block truncate font-medium">{partner.partner_name}</span>
                  <span className="figures block truncate text-[0.8125rem] text-muted-foreground">
                    {capacityWords(partner)}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}
