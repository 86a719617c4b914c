'use client';
import { type FormEvent, useState } from 'react';
import { PROVINCES } from '@/shared/provinces';
import { Alert } from '@/ui/Alert';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { Field } from '@/ui/Field';
import { NativeSelect } from '@/ui/NativeSelect';
import { CUSTOMER_TYPE_KEYS, CUSTOMER_TYPES, SERVICE_TYPE_KEYS } from '../../domain/services';
import { type TrialAnswer, TriedLead } from '../../schema-rules';
import { serviceName } from '../lead-words';
import { requestTrial } from './rules-client';
import { whyWords } from './why-words';

/** Says for a lead that may never come whom it would go to right now, and why. */
export function TryRules() {
  const [answer, setAnswer] = useState<TrialAnswer | null>(null);
  const [failure, setFailure] = useState<string>();
  const [working, setWorking] = useState(false);
  const ask = async (form: FormData) => {
    setWorking(true);
    setFailure(undefined);
    try {
      const given = [...form].filter(([, value]) => value !== '');
      setAnswer(await requestTrial(TriedLead.parse(Object.fromEntries(given))));
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      setFailure(error.message);
    } finally {
      setWorking(false);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void ask(new FormData(event.currentTarget));
  };
  return (
    <Card>
      <CardHeader title="Try it" description="Whom would such a lead go to right now? Nothing is given to anybody." />
      <CardContent className="grid gap-4">
        <form onSubmit={submit} className="grid gap-3">
          <Choice name="province" label="Province" any="Not given" options={PROVINCES.map((each) => [each, each])} />
          <Choice
            name="service_type"
            label="Service"
            any="Not given"
            options={SERVICE_TYPE_KEYS.map((each) => [each, serviceName(each)])}
          />
          <Choice
            name="customer_type"
            label="Customer"
            options={CUSTOMER_TYPE_KEYS.map((each) => [each, CUSTOMER_TYPES[each]])}
          />
          <Button type="submit" loading={working}>
            Ask the rules
          </Button>
        </form>
        {failure ? (
          <Alert tone="danger" live>
            {failure}
          </Alert>
        ) : null}
        <div aria-live="polite">{answer ? <Answer answer={answer} /> : null}</div>
      </CardContent>
    </Card>
  );
}

type ChoiceProps = { name: string; label: string; any?: string; options: readonly (readonly [string, string])[] };

function Choice({ name, label, any, options }: ChoiceProps) {
  return (
    <Field name={`try_${name}`} label={label} optional="unsaid">
      {(control) => (
        <NativeSelect {...control} name={name}>
          {any ? <option value="">{any}</option> : null}
          {options.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}

function Answer({ answer }: { answer: TrialAnswer }) {
  const { partner_id: id, partner_names: names, why } = answer;
  const nameOf = (partnerId: string) => names[partnerId] ?? 'a partner';
  return (
    <Alert tone={id ? 'success' : 'warning'} title={id ? `It would go to ${nameOf(id)}` : 'It would go to nobody'}>
      <ul className="grid list-disc gap-1 pl-4 text-[0.8125rem]">
        {whyWords(why, nameOf).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Alert>
  );
}
