'use client';
import { LEAD_STATUSES } from '@/shared/lead-status';
import { Button } from '@/ui/Button';
import { Card, CardContent, CardFooter, CardHeader } from '@/ui/Card';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import type { MappingAnswer } from '../../schema-desk';
import { ImportNewField } from './ImportNewField';
import { FromCrmLine, ToCrmLine } from './MappingLines';
import { useMapping } from './use-mapping';

type MappingFormProps = { known: MappingAnswer; offered: readonly string[] };

/** Which status of the portal is which value of Lead_Status, in both directions. */
export function MappingForm({ known, offered }: MappingFormProps) {
  const form = useMapping(known, offered);
  return (
    <form onSubmit={(event) => void form.save(event)} noValidate method="post" className="grid grid-cols-1 gap-5">
      <FormErrorSummary message={form.failure} />
      <ToCrmCard form={form} offered={offered} />
      <FromCrmCard form={form} offered={offered} />
      <Card>
        <CardHeader
          title="Leads that begin in Zoho"
          description="Leads that the portal sent itself are known already."
        />
        <CardContent>
          <ImportNewField chosen={form.mapping.importNew} onChoose={form.setImportNew} />
        </CardContent>
        <CardFooter>
          <Button type="submit" variant="primary" loading={form.saving}>
            Save mapping
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}

type DirectionCardProps = { form: ReturnType<typeof useMapping>; offered: readonly string[] };

function ToCrmCard({ form, offered }: DirectionCardProps) {
  return (
    <Card>
      <CardHeader
        title="From the portal to Zoho"
        description="What Lead_Status becomes when the portal sends a lead."
      />
      <CardContent className="grid grid-cols-1 gap-4 md:grid-cols-2">
        {LEAD_STATUSES.map((status) => (
          <ToCrmLine
            key={status}
            status={status}
            set={form.mapping.leadStatus.toCrm[status]}
            offered={offered}
            fault={form.faults[`leadStatus.toCrm.${status}`]}
            onSet={(value) => form.setToCrm(status, value)}
          />
        ))}
      </CardContent>
    </Card>
  );
}

function FromCrmCard({ form, offered }: DirectionCardProps) {
  return (
    <Card>
      <CardHeader
        title="From Zoho to the portal"
        description="What a lead becomes in the portal when somebody changes Lead_Status in Zoho."
      />
      <CardContent className="grid grid-cols-1 gap-4 md:grid-cols-2">
        {offered.map((value, index) => (
          <FromCrmLine
            key={value}
            name={`from-${index}`}
            value={value}
            set={form.mapping.leadStatus.fromCrm[value]}
            fault={form.faults[`leadStatus.fromCrm.${value}`]}
            onSet={(status) => form.setFromCrm(value, status)}
          />
        ))}
      </CardContent>
    </Card>
  );
}
