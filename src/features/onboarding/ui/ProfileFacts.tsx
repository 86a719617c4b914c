import { Card, CardContent, CardFooter, CardHeader } from '@/ui/Card';
import { DescriptionList } from '@/ui/DescriptionList';
import { BUSINESS_TYPE_LABELS, ENTITY_TYPE_LABELS } from '../domain/entity-types';
import { masked } from '../domain/mask';
import { PROFILE_RULES } from '../domain/profile-rules';
import type { Partner } from '../schema';
import { EditProfile } from './EditProfile';

/** What a partner told about itself, and what of it can be changed now. @param isEditor whether the viewer may change anything */
export function ProfileFacts({ partner, isEditor }: { partner: Partner; isEditor: boolean }) {
  const rule = PROFILE_RULES[partner.status];
  const address = [partner.street_address, partner.suburb, partner.city, partner.province, partner.postal_code];
  return (
    <Card>
      <CardHeader
        title="Your business"
        action={isEditor && rule.facts ? <EditProfile partner={partner} /> : undefined}
      />
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
            { term: 'Registration number', value: partner.registration_number },
            { term: 'VAT number', value: partner.vat_number },
            { term: 'Contact person', value: partner.contact_person },
            { term: 'ID number', value: partner.id_number_last4 === null ? null : masked(partner.id_number_last4) },
            { term: 'E-mail', value: partner.email },
            { term: 'Phone', value: partner.phone },
            { term: 'Alternative phone', value: partner.alternative_phone },
            { term: 'Address', value: address.filter(Boolean).join(', ') },
          ]}
        />
      </CardContent>
      <CardFooter className="text-[0.8125rem] text-muted-foreground">{rule.why}</CardFooter>
    </Card>
  );
}
