import { CircleCheck, SearchX, UserRoundPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { listAddress } from '../list-links';
import { choiceOf, type LeadChoice, type LeadsAddress } from './lead-choice';

const EMPTY: Record<LeadChoice, { title: string; text: string }> = {
  no: {
    title: 'Every lead has a partner',
    text: 'A new lead from the coverage checker stands here until the rules or you give it to a partner.',
  },
  escalated: {
    title: 'No lead was left by everybody',
    text: 'A lead stands here when the partners who were asked did not take it, so that you decide.',
  },
  unmatched: {
    title: 'The rules know every lead',
    text: 'A lead stands here when no rule fits it, or when nobody whom the rules name can take it.',
  },
  late: {
    title: 'Nobody is late',
    text: 'A lead stands here when its partner has not answered in the promised time, so that you can remind or reassign.',
  },
  yes: { title: 'No partner has a lead yet', text: 'Leads stand here from the moment they are given to a partner.' },
  all: {
    title: 'No leads yet',
    text: 'Leads from the coverage checker, from campaigns and from files will stand here.',
  },
};

/** Why the list is empty, and where to go from there. */
export function NoLeads({ address }: { address: LeadsAddress }) {
  const { assigned: _choice, page: _page, limit: _limit, cursor: _cursor, sort: _sort, ...filters } = address;
  const choice = choiceOf(address);
  const all = <ButtonLink href={listAddress(PAGES.admin.leads, { assigned: 'all' })}>Show all leads</ButtonLink>;
  if (address.q) {
    return (
      <Empty icon={<SearchX />} title={`Nothing matches “${address.q}”`} action={all}>
        Name, company, e-mail, telephone number and address were searched, among the leads that the other filters let
        through.
      </Empty>
    );
  }
  if (Object.values(filters).some((value) => value !== undefined)) {
    return (
      <Empty icon={<UserRoundPlus />} title="No lead fits these filters" action={all}>
        Take one of them away, or look at all leads.
      </Empty>
    );
  }
  const { title, text } = EMPTY[choice];
  return (
    <Empty icon={<CircleCheck />} title={title} action={choice === 'all' ? undefined : all}>
      {text}
    </Empty>
  );
}

type EmptyProps = { icon: ReactNode; title: string; action: ReactNode; children: ReactNode };

function Empty({ icon, title, action, children }: EmptyProps) {
  return (
    <Card>
      <EmptyState icon={icon} title={title} action={action}>
        {children}
      </EmptyState>
    </Card>
  );
}
