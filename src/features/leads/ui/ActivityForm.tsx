'use client';
import { type FormEvent, useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { Input } from '@/ui/Input';
import { NativeSelect } from '@/ui/NativeSelect';
import { Textarea } from '@/ui/Textarea';
import { useHydrated } from '@/ui/use-hydrated';
import { ACTIVITY_LABELS, ACTIVITY_TYPES } from '../domain/activity-types';
import type { NewActivity } from '../schema-work';
import { refusalOf, useNewActivity } from './use-lead';

/** Notes what was done, in one line if that is enough. The API checks it; its words appear at the fields. */
export function ActivityForm({ leadId }: { leadId: string }) {
  const add = useNewActivity(leadId);
  const hydrated = useHydrated();
  const [withNext, setWithNext] = useState(false);
  const fields = add.error instanceof ApiRequestError ? add.error.fields : {};
  const isPlaced = Object.keys(fields).some((name) => name in PLACES);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (add.isPending) return;
    const form = event.currentTarget;
    add.mutate(readActivity(new FormData(form)), {
      onSuccess: () => {
        form.reset();
        setWithNext(false);
      },
    });
  };
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-3" aria-label="Add to the timeline">
      <FormErrorSummary message={isPlaced ? undefined : refusalOf(add.error)} />
      <div className="grid gap-3 md:grid-cols-[9rem_minmax(0,1fr)]">
        <Field name="activity_type" label="What" error={fields.activity_type}>
          {(control) => (
            <NativeSelect {...control} defaultValue="call">
              {ACTIVITY_TYPES.map((type) => (
                <option key={type} value={type}>
                  {ACTIVITY_LABELS[type]}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <Field name="description" label="What happened" error={fields.description}>
          {(control) => (
            <Textarea
              {...control}
              rows={1}
              maxLength={4000}
              placeholder="For example: wants a quote for 100 Mbps by Friday"
              className="min-h-11 md:min-h-10 md:py-2"
            />
          )}
        </Field>
      </div>
      <Field name="outcome" label="Outcome" optional error={fields.outcome}>
        {(control) => <Input {...control} maxLength={500} placeholder="For example: wants to think it over" />}
      </Field>
      {withNext ? <NextStep fields={fields} /> : null}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Button variant="ghost" size="sm" aria-expanded={withNext} onClick={() => setWithNext(!withNext)}>
          {withNext ? 'Leave the next step out' : 'Add a next step'}
        </Button>
        <Button type="submit" loading={add.isPending} disabled={!hydrated}>
          Add to timeline
        </Button>
      </div>
    </form>
  );
}

function NextStep({ fields }: { fields: Record<string, string> }) {
  return (
    <div className="grid gap-3 md:grid-cols-[minmax(0,1fr)_14rem]">
      <Field name="next_action" label="Next step" optional error={fields.next_action}>
        {(control) => <Input {...control} maxLength={500} placeholder="For example: send the quote" />}
      </Field>
      <Field name="next_action_date" label="When" optional error={fields.next_action_date}>
        {(control) => <Input {...control} type="datetime-local" />}
      </Field>
    </div>
  );
}

/** The names at which a refusal can be shown; every other one is shown above the form. */
const PLACES = { activity_type: '', description: '', outcome: '', next_action: '', next_action_date: '' };

/** The fields as the API takes them. A time that is typed here is South African, wherever the browser stands. */
function readActivity(form: FormData): NewActivity {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const type = ACTIVITY_TYPES.find((known) => known === form.get('activity_type')) ?? 'note';
  const nextAt = text('next_action_date');
  return {
    activity_type: type,
    description: text('description'),
    outcome: text('outcome'),
    next_action: text('next_action'),
    next_action_date: nextAt && `${nextAt}:00+02:00`,
  };
}
