'use client';
import { PAGES } from '@/shared/paths';
import { Breadcrumbs } from '@/ui/Breadcrumbs';
import { PageHeader } from '@/ui/PageHeader';
import type { LeadDetail } from '../schema-work';
import { CrmNotice } from './CrmNotice';
import { LeadContact } from './LeadContact';
import { LeadFacts } from './LeadFacts';
import { LeadStatusCard } from './LeadStatusCard';
import { LeadStatusPill } from './LeadStatusPill';
import { LeadTimeline } from './LeadTimeline';
import { nameOf, placeOf, wishOf } from './lead-words';
import { NextActions } from './NextActions';
import { OfferCard } from './OfferCard';
import { RegistrationCard } from './RegistrationCard';
import { useLead } from './use-lead';

type LeadDetailsProps = {
  initial: LeadDetail;
  /** When `initial` was read, a Unix time. */
  readMs: number;
};

/** One lead: who it is, what they want, what was done, and what can be done next. */
export function LeadDetails({ initial, readMs }: LeadDetailsProps) {
  const { readMs: asOfMs, noteChange, ...detail } = useLead(initial, readMs);
  const { lead, activities, registration } = detail;
  const isClosed = lead.crm.deleted_at !== null;
  const offerEndsAt = isClosed ? null : lead.offer_expires_at;
  return (
    <>
      <PageHeader
        breadcrumbs={<Breadcrumbs items={[{ label: 'Leads', href: PAGES.partner.leads }, { label: nameOf(lead) }]} />}
        title={nameOf(lead)}
        status={<LeadStatusPill status={lead.status} />}
        description={[lead.company_name, wishOf(lead), placeOf(lead)].filter(Boolean).join(' · ')}
        action={<LeadContact lead={lead} isMain={offerEndsAt === null} />}
      />
      <CrmNotice crm={lead.crm} />
      {offerEndsAt ? (
        <div className="mb-4">
          <OfferCard leadId={lead.id} endsAt={offerEndsAt} nowMs={asOfMs} noteChange={noteChange} />
        </div>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,21rem)]">
        <div className="grid gap-4 lg:order-2">
          <NextActions leadId={lead.id} activities={activities} nowMs={asOfMs} isClosed={isClosed} />
          <LeadStatusCard lead={lead} nowMs={asOfMs} noteChange={noteChange} />
          <LeadFacts lead={lead} />
          {registration ? <RegistrationCard leadId={lead.id} registration={registration} nowMs={asOfMs} /> : null}
        </div>
        <LeadTimeline detail={detail} />
      </div>
    </>
  );
}
