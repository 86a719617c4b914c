import { ChevronRight } from 'lucide-react';
import Link from 'next/link';

/** The way up from a page below the second level. The last entry is the page itself and has no link. */
export function Breadcrumbs({ items }: { items: ReadonlyArray<{ label: string; href?: string }> }) {
  return (
    <nav aria-label="Breadcrumbs" data-slot="breadcrumbs">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-[0.8125rem] text-muted-foreground">
        {items.map((item, index) => (
          <li key={item.label} className="flex items-center gap-1.5">
            {index > 0 ? <ChevronRight aria-hidden className="size-3.5 text-input" /> : null}
            {item.href ? (
              <Link
                href={item.href}
                className="flex min-h-8 items-center hover:text-foreground hover:underline md:min-h-6"
              >
                {item.label}
              </Link>
            ) : (
              <span aria-current="page" className="flex min-h-8 items-center text-foreground md:min-h-6">
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
