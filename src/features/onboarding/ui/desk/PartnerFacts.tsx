import type { ReactNode } from 'react';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { DescriptionList } from '@/ui/DescriptionList';
import { BUSINESS_TYPE_LABELS, ENTITY_TYPE_LABELS } from '../../domain/entity-types';
import { masked } from '../../domain/mask';
import type { Partner } from '../../schema';

/** Everything an applicant told us, in the order in which it is compared with the documents. */
export function PartnerFacts({ partner }: { partner: Partner }) {
  const address = [partner.street_address, partner.suburb, partner.city, partner.province, partner.postal_code];
  return (
    <Card>
      <CardHeader title="What the applicant told us" />
      <CardContent>
        <DescriptionList
          items={[
            { term: 'Business name', value: partner.business_name },
            {
              term: 'Kind of business',
              value: partner.entity_type
                ? ENTITY_TYPE_LABELS[partner.entity_type]
                : BUSINESS_TYPE_LABELS[partner.business_type],
            },
            { term: 'Registration number', value: figures(partner.registration_number) },
            { term: 'VAT number', value: figures(partner.vat_number) },
            { term: 'Contact person', value: partner.contact_person },
            {
              term: 'Identity number',
              value: figures(partner.id_number_last4 === null ? null : masked(partner.id_number_last4)),
            },
            { term: 'E-mail', value: <FactLink href={`mailto:${partner.email}`}>{partner.email}</FactLink> },
            { term: 'Phone', value: <FactLink href={`tel:${partner.phone}`}>{partner.phone}</FactLink> },
            {
              term: 'Alternative phone',
              value: partner.alternative_phone ? (
                <FactLink href={`tel:${partner.alternative_phone}`}>{partner.alternative_phone}</FactLink>
              ) : null,
            },
            { term: 'Address', value: address.filter(Boolean).join(', ') },
          ]}
        />
      </CardContent>
    </Card>
  );
}

function figures(value: string | null): ReactNode {
  return value ? <span className="tabular-nums">{value}</span> : null;
}

function FactLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="text-link underline decoration-link/35 underline-offset-4 hover:decoration-link">
      {children}
    </a>
  );
}
