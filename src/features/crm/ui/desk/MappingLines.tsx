import { LEAD_STATUS_LABELS, LEAD_STATUSES, type LeadStatus } from '@/shared/lead-status';
import { Field } from '@/ui/Field';
import { NativeSelect } from '@/ui/NativeSelect';
import { StatusPill } from '@/ui/StatusPill';
import { sentAs, takenAs } from '../../domain/mapping-choices';

type ToCrmLineProps = {
  status: LeadStatus;
  set: string | undefined;
  offered: readonly string[];
  fault: string | undefined;
  onSet: (value: string | undefined) => void;
};

/** One status of the portal, and the value of the CRM that it is sent as. */
export function ToCrmLine({ status, set, offered, fault, onSet }: ToCrmLineProps) {
  const byDefault = sentAs(status, undefined, offered);
  const isUnmapped = sentAs(status, set, offered).standing === 'unmapped';
  return (
    <Field
      name={`to-${status}`}
      label={LEAD_STATUS_LABELS[status]}
      optional="unsaid"
      error={fault}
      aside={isUnmapped ? <UnmappedPill /> : null}
    >
      {(control) => (
        <NativeSelect {...control} value={set ?? ''} onChange={({ target }) => onSet(target.value || undefined)}>
          <option value="">{byDefault.value ? `${byDefault.value} (default)` : 'Choose a value of Zoho'}</option>
          {offered.map((value) => (
            <option key={value} value={value}>
              {value}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}

type FromCrmLineProps = {
  name: string;
  value: string;
  set: LeadStatus | undefined;
  fault: string | undefined;
  onSet: (status: LeadStatus | undefined) => void;
};

/** One value of the CRM, and the status that a lead gets from it. */
export function FromCrmLine({ name, value, set, fault, onSet }: FromCrmLineProps) {
  const byDefault = takenAs(value, undefined);
  const isUnmapped = takenAs(value, set).standing === 'unmapped';
  return (
    <Field name={name} label={value} optional="unsaid" error={fault} aside={isUnmapped ? <UnmappedPill /> : null}>
      {(control) => (
        <NativeSelect
          {...control}
          value={set ?? ''}
          onChange={({ target }) => onSet(LEAD_STATUSES.find((status) => status === target.value))}
        >
          <option value="">
            {byDefault.status ? `${LEAD_STATUS_LABELS[byDefault.status]} (default)` : 'Changes nothing in the portal'}
          </option>
          {LEAD_STATUSES.map((status) => (
            <option key={status} value={status}>
              {LEAD_STATUS_LABELS[status]}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}

/** As high as the line of a label, so that fields beside each other stay level. */
function UnmappedPill() {
  return (
    <StatusPill tone="warning" className="-my-1">
      Not mapped
    </StatusPill>
  );
}
