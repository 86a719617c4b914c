'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { PROVINCES } from '@/shared/provinces';
import { ApiRequestError } from '@/ui/api-request';
import { Checkbox } from '@/ui/Checkbox';
import { DialogFooter } from '@/ui/Dialog';
import { Field, FieldError } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { Input } from '@/ui/Input';
import { SubmitButton } from '@/ui/SubmitButton';
import { toast } from '@/ui/toast-store';
import { CUSTOMER_TYPE_KEYS, CUSTOMER_TYPES, SERVICE_TYPE_KEYS } from '../../domain/services';
import { type LeadRule, RuleFacts, TIERS } from '../../schema-rules';
import { serviceName } from '../lead-words';
import type { SearchPartners } from './PartnerPicker';
import { type Member, RuleMembers } from './RuleMembers';
import { requestNewRule, requestRuleChange } from './rules-client';

type RuleFormProps = { rule: LeadRule | undefined; searchPartners: SearchPartners; onDone: () => void };

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Which leads a rule takes, and who gets them. */
export function RuleForm({ rule, searchPartners, onDone }: RuleFormProps) {
  const [members, setMembers] = useState<readonly Member[]>(
    rule?.members.map(({ partner_id: id, partner_name: name, weight }) => ({ id, name, weight })) ?? [],
  );
  const { errors, failure, sending, submit } = useRuleForm(rule, members, onDone);
  return (
    <form onSubmit={submit} noValidate className="-mx-5 -mb-4 grid gap-4">
      <div className="grid gap-5 px-5">
        <FormErrorSummary message={failure} />
        <Field name="name" label="Name" hint="How the desk calls it, such as “Gauteng, fibre”" error={errors.name}>
          {(control) => <Input {...control} defaultValue={rule?.name} maxLength={100} autoComplete="off" />}
        </Field>
        <Boxes
          name="provinces"
          legend="Provinces"
          options={PROVINCES.map((each) => [each, each])}
          chosen={rule?.provinces}
        />
        <Boxes
          name="service_types"
          legend="Services"
          options={servicesOf(rule).map((each) => [each, serviceName(each)])}
          chosen={rule?.service_types}
        />
        <Boxes
          name="customer_types"
          legend="Customers"
          options={CUSTOMER_TYPE_KEYS.map((each) => [each, CUSTOMER_TYPES[each]])}
          chosen={rule?.customer_types}
        />
        <Boxes
          name="tiers"
          legend="Tiers of partners"
          options={TIERS.map((each) => [each, sentenceCase(each)])}
          chosen={rule?.tiers}
        />
        <Field
          name="max_open_leads"
          label="Capacity"
          optional
          hint="A partner with so many open leads gets no more from this rule"
          error={errors.max_open_leads}
        >
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={1}
              defaultValue={rule?.max_open_leads ?? ''}
              className="md:w-40"
            />
          )}
        </Field>
        <RuleMembers members={members} onChange={setMembers} search={searchPartners} />
        {errors.members ? <FieldError>{errors.members}</FieldError> : null}
      </div>
      <DialogFooter>
        <SubmitButton loading={sending}>{rule ? 'Save rule' : 'Add rule'}</SubmitButton>
      </DialogFooter>
    </form>
  );
}

/** The usual services, and whatever else the rule names. */
function servicesOf(rule: LeadRule | undefined): string[] {
  return [...new Set<string>([...SERVICE_TYPE_KEYS, ...(rule?.service_types ?? [])])];
}

type BoxesProps = {
  name: string;
  legend: string;
  options: readonly (readonly [string, string])[];
  chosen: readonly string[] | undefined;
};

function Boxes({ name, legend, options, chosen = [] }: BoxesProps) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-[0.8125rem]">
        {legend} <span className="font-normal text-muted-foreground">(none chosen: all)</span>
      </legend>
      <div className="grid grid-cols-1 gap-x-4 min-[26rem]:grid-cols-2 md:grid-cols-3">
        {options.map(([value, label]) => (
          <Checkbox key={value} name={name} value={value} label={label} defaultChecked={chosen.includes(value)} />
        ))}
      </div>
    </fieldset>
  );
}

/** Reads the form, checks it as the API does, and sends it. */
function useRuleForm(rule: LeadRule | undefined, members: readonly Member[], onDone: () => void) {
  const router = useRouter();
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<string>();
  const [sending, setSending] = useState(false);
  const send = async (form: HTMLFormElement) => {
    const checked = RuleFacts.safeParse(factsOf(new FormData(form), members));
    if (!checked.success) {
      setErrors(Object.fromEntries(checked.error.issues.map(({ path, message }) => [String(path[0]), message])));
      return;
    }
    setErrors({});
    setFailure(undefined);
    setSending(true);
    try {
      if (rule) await requestRuleChange(rule.id, { ...checked.data, seen_version: rule.version });
      else await requestNewRule(checked.data);
      toast.success(rule ? `“${checked.data.name}” is saved.` : `“${checked.data.name}” is the last of the rules now.`);
      onDone();
      router.refresh();
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      setErrors(error.fields);
      setFailure(error.message);
    } finally {
      setSending(false);
    }
  };
  return {
    errors,
    failure,
    sending,
    submit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault();
      if (!sending) void send(event.currentTarget);
    },
  };
}

function factsOf(form: FormData, members: readonly Member[]) {
  const typed = form.get('max_open_leads');
  const capacity = typeof typed === 'string' ? typed.trim() : '';
  return {
    name: form.get('name'),
    provinces: form.getAll('provinces'),
    service_types: form.getAll('service_types'),
    customer_types: form.getAll('customer_types'),
    tiers: form.getAll('tiers'),
    max_open_leads: capacity === '' ? null : Number(capacity),
    members: members.map(({ id, weight }) => ({ partner_id: id, weight })),
  };
}
