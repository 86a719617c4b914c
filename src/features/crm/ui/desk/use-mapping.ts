import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import type { LeadStatus } from '@/shared/lead-status';
import { ApiRequestError } from '@/ui/api-request';
import { toast } from '@/ui/toast-store';
import type { MappingSettings } from '../../domain/mapping-settings';
import type { MappingAnswer } from '../../schema-desk';
import { saveMapping, settle } from './orders';

/** A mapping that is being changed, until it is saved. */
export function useMapping(known: MappingAnswer, offered: readonly string[]) {
  const router = useRouter();
  const [mapping, setMapping] = useState(() => onlyOffered(known.mapping, offered));
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<ApiRequestError>();
  const { toCrm, fromCrm } = mapping.leadStatus;

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
  return {
    mapping,
    setImportNew: (importNew: MappingSettings['importNew']) => setMapping({ ...mapping, importNew }),
    /** Undefined leaves the line to its default. */
    setToCrm: (status: LeadStatus, value: string | undefined) =>
      setMapping({ ...mapping, leadStatus: { fromCrm, toCrm: withLine(toCrm, status, value) } }),
    setFromCrm: (value: string, status: LeadStatus | undefined) =>
      setMapping({ ...mapping, leadStatus: { toCrm, fromCrm: withLine(fromCrm, value, status) } }),
    save,
    saving,
    failure: failure?.message,
    /** By the path of the line. */
    faults: failure?.fields ?? {},
  };
}

/** A line that names a value which the CRM offers no longer falls back to its default. */
function onlyOffered({ leadStatus, importNew }: MappingSettings, offered: readonly string[]): MappingSettings {
  const toCrm = Object.entries(leadStatus.toCrm).filter(([, value]) => offered.includes(value));
  const fromCrm = Object.entries(leadStatus.fromCrm).filter(([value]) => offered.includes(value));
  return { leadStatus: { toCrm: Object.fromEntries(toCrm), fromCrm: Object.fromEntries(fromCrm) }, importNew };
}

/** The lines with one of them set, or taken out. */
function withLine<Lines extends Readonly<Record<string, unknown>>>(
  lines: Lines,
  key: keyof Lines & string,
  value: Lines[string] | undefined,
): Lines {
  const entries = Object.entries({ ...lines, [key]: value }).filter(([, each]) => each !== undefined);
  // The same kind of lines again: one was set to a value of its kind, or left out, which every line may be.
  return Object.fromEntries(entries) as Lines;
}
