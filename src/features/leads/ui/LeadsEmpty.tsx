import { FilterX, Users } from 'lucide-react';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { LEAD_VIEWS } from '../domain/lead-views';
import type { LeadsQuery } from '../schema';
import { leadsHref } from './leads-query';

/** A list without leads: what would stand in it, and where to go from here. */
export function LeadsEmpty({ query }: { query: LeadsQuery }) {
  const { view = 'all', status, q, from, to, cursor } = query;
  if (cursor) return <NothingFound title="No more leads">This is the end of the list.</NothingFound>;
  if (status || q || from || to) {
    return (
      <NothingFound title={q ? `Nothing found for “${q}”` : 'No leads fit these filters'}>
        {q
          ? 'Try a part of the name, or the phone number.'
          : 'Choose another status or other days, or look at all of them.'}
      </NothingFound>
    );
  }
  const { title, text } = LEAD_VIEWS[view].empty;
  const action =
    view === 'all' || view === 'registered' ? (
      <ButtonLink href={PAGES.partner.registerLead}>Register a lead</ButtonLink>
    ) : (
      <ButtonLink href={leadsHref(PAGES.partner.leads, { sort: 'urgent' })}>Show the most urgent leads</ButtonLink>
    );
  return (
    <Card>
      <EmptyState icon={<Users />} title={title} action={action}>
        {text}
      </EmptyState>
    </Card>
  );
}

function NothingFound({ title, children }: { title: string; children: string }) {
  return (
    <Card>
      <EmptyState
        icon={<FilterX />}
        title={title}
        action={<ButtonLink href={PAGES.partner.leads}>Show all leads</ButtonLink>}
      >
        {children}
      </EmptyState>
    </Card>
  );
}
