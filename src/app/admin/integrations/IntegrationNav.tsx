import Link from 'next/link';
import { PAGES } from '@/shared/paths';
import { cn } from '@/ui/cn';

const PARTS = [
  { label: 'Overview', href: PAGES.admin.integrations },
  { label: 'Records', href: PAGES.admin.crmRecords },
  { label: 'Differences', href: PAGES.admin.crmDifferences },
  { label: 'Mapping', href: PAGES.admin.crmMapping },
  { label: 'First connection', href: PAGES.admin.crmFirstConnection },
] as const;

/** The pages of the integration. @param here the page's own address */
export function IntegrationNav({ here }: { here: (typeof PARTS)[number]['href'] }) {
  return (
    <nav aria-label="Integration" className="mb-5 border-b border-border">
      <ul className="flex flex-wrap gap-x-5">
        {PARTS.map(({ label, href }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={href === here ? 'page' : undefined}
              className={cn(
                '-mb-px inline-flex min-h-11 items-center border-b-2 md:min-h-9',
                href === here
                  ? 'border-navy font-semibold text-foreground'
                  : 'border-transparent text-secondary-foreground hover:text-foreground',
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
