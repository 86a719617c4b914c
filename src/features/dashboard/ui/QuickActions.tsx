import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Card, CardHeader } from '@/ui/Card';

export type QuickAction = { label: string; href: string; icon: ReactNode };

/** Short ways to what is done every day. */
export function QuickActions({ actions }: { actions: readonly QuickAction[] }) {
  return (
    <Card>
      <CardHeader title="Quick actions" />
      <ul className="p-2 md:p-2.5">
        {actions.map((action) => (
          <li key={action.href}>
            <Link
              href={action.href}
              prefetch={false}
              className="flex min-h-11 items-center gap-3 rounded-md px-2 hover:bg-background md:min-h-9 md:px-2.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground"
            >
              {action.icon}
              <span className="min-w-0 flex-1">{action.label}</span>
              <ChevronRight aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
