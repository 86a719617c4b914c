'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { LEAD_STATUSES } from '@/shared/lead-status';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { Card, CardContent, CardFooter, CardHeader } from '@/ui/Card';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { toast } from '@/ui/toast-store';
import type { CrmMappingSettings } from '../../schema';
import type { MappingAnswer } from '../../schema-desk';
import { ImportNewField } from './ImportNewField';
import { FromCrmLine, ToCrmLine } from './MappingLines';
import { saveMapping, settle } from './orders';

type MappingFormProps = { known: MappingAnswer; offered: readonly string[] };

/** Which status of the portal is which value of Lead_Status, in both directions. */
export function MappingForm({ known, offered }: MappingFormProps) {
  const router = useRouter();
  const [mapping, setMapping] = useState(() => onlyOffered(known.mapping, offered));
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<ApiRequestError>();
  const faults = failure?.fields ?? {};

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    setFailure(undefined);
    try {
      const saved = await settle(saveMapping({ mapping, seen_changed_at: known.changed_at }), () => router.refresh());
      if (saved) toast.success('The mapping is saved. It counts for what is exchanged from now on.');
      router.refresh();
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      setFailure(error);
    } finally {
      setSaving(false);
    }
  };
  const setLines = (leadStatus: Partial<CrmMappingSettings['leadStatus']>) =>
    setMapping((now) => ({ ...now, leadStatus: { ...now.leadStatus, ...leadStatus } }));
  const { toCrm, fromCrm } = mapping.leadStatus;

  return (
    <form onSubmit={(event) => void save(event)} noValidate method="post" className="grid grid-cols-1 gap-5">
      <FormErrorSummary message={failure?.message} />
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
              set={toCrm[status]}
              offered={offered}
              fault={faults[`leadStatus.toCrm.${status}`]}
              onSet={(value) => setLines({ toCrm: without(toCrm, status, value) })}
            />
          ))}
        </CardContent>
      </Card>
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
              set={fromCrm[value]}
              fault={faults[`leadStatus.fromCrm.${value}`]}
              onSet={(status) => setLines({ fromCrm: without(fromCrm, value, status) })}
            />
          ))}
        </CardContent>
      </Card>
      <Card>
        <CardHeader
          title="Leads that begin in Zoho"
          description="Leads that the portal sent itself are known already."
        />
        <CardContent>
          <ImportNewField
            chosen={mapping.importNew}
            onChoose={(importNew) => setMapping((now) => ({ ...now, importNew }))}
          />
        </CardContent>
        <CardFooter>
          <Button type="submit" variant="primary" loading={saving}>
            Save mapping
          </Button>
        </CardFooter>
      </Card>
    </form>
  );
}

/** A line that names a value which the CRM offers no longer falls back to its default. */
function onlyOffered({ leadStatus, importNew }: CrmMappingSettings, offered: readonly string[]): CrmMappingSettings {
  const kept = <T extends object>(lines: T, isKept: (entry: [string, unknown]) => boolean) =>
    // Entries of T that are left out leave a T, since every line of it is optional.
    Object.fromEntries(Object.entries(lines).filter(isKept)) as T;
  return {
    leadStatus: {
      toCrm: kept(leadStatus.toCrm, ([, value]) => typeof value === 'string' && offered.includes(value)),
      fromCrm: kept(leadStatus.fromCrm, ([value]) => offered.includes(value)),
    },
    importNew,
  };
}

/** The lines with one of them set, or left to its default. */
function without<Key extends string, Value>(
  lines: Partial<Record<Key, Value>>,
  key: Key,
  value: Value | undefined,
): Record<Key, Value> {
  const { [key]: _replaced, ...others } = lines;
  // Partial lines are what both callers keep; zod's record types just do not say so.
  return (value === undefined ? others : { ...others, [key]: value }) as Record<Key, Value>;
}
