'use client';
import { useState } from 'react';
import { Alert } from '@/ui/Alert';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { buttonVariants } from '@/ui/button-variants';
import { Card, CardContent, CardFooter, CardHeader } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { callApi } from '@/ui/call-api';
import { Field } from '@/ui/Field';
import { Input } from '@/ui/Input';
import { formatDateTime } from '@/ui/time-format';
import { toast } from '@/ui/toast-store';
import type { CalendarLink, CalendarState } from '../schema-work';
import { leadsClient } from './leads-client';

const api = leadsClient.partners.calendar;

/** The calendar of next actions: a secret link that is shown once, and whether anything reads it. */
export function CalendarCard({ initial }: { initial: CalendarState }) {
  const [calendar, setCalendar] = useState(initial);
  const [link, setLink] = useState<CalendarLink | null>(null);
  const [failure, setFailure] = useState<string>();
  const [working, setWorking] = useState(false);
  const isOn = calendar.made_at !== null;

  const make = async () => {
    const made = await callApi(api.$post());
    setLink(made);
    setCalendar(made.calendar);
  };
  const makeFirst = async () => {
    setWorking(true);
    setFailure(undefined);
    try {
      await make();
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      setFailure(error.message);
    }
    setWorking(false);
  };
  const stop = async () => {
    const { calendar: off } = await callApi(api.$delete());
    setLink(null);
    setCalendar(off);
    toast.info('The calendar is off.');
  };
  return (
    <Card id="calendar">
      <CardHeader
        title="Calendar of your next actions"
        description="Your phone or computer subscribes to it once and shows what you planned with your leads, with a reminder 15 minutes before."
      />
      <CardContent className="grid gap-3 pt-3 md:pt-3">
        {failure ? (
          <Alert tone="danger" live>
            {failure}
          </Alert>
        ) : null}
        {link ? <NewLink link={link} /> : <p>{stateOf(calendar)}</p>}
      </CardContent>
      <CardFooter>
        {isOn ? (
          <>
            <ConfirmDialog
              trigger={<Button size="sm">Make a new link</Button>}
              title="Make a new link?"
              description="The link before stops to work, and every calendar that uses it has to subscribe anew."
              confirmLabel="Make a new link"
              onConfirm={make}
            />
            <ConfirmDialog
              trigger={
                <Button size="sm" variant="ghost">
                  Turn off
                </Button>
              }
              title="Turn the calendar off?"
              description="Its link stops to work at once."
              confirmLabel="Turn off"
              onConfirm={stop}
            />
          </>
        ) : (
          <Button size="sm" loading={working} onClick={() => void makeFirst()}>
            Make a link
          </Button>
        )}
      </CardFooter>
    </Card>
  );
}

function stateOf({ made_at: madeAt, last_read_at: readAt }: CalendarState): string {
  if (madeAt === null) return 'It is off.';
  const read = readAt ? `Last read ${formatDateTime(readAt)}.` : 'Nothing has read it yet.';
  return `On since ${formatDateTime(madeAt)}. ${read}`;
}

function NewLink({ link }: { link: CalendarLink }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link.url);
      toast.success('Copied.');
    } catch {
      toast.error('Your browser does not let us copy. Select the link and copy it yourself.');
    }
  };
  return (
    <div className="grid gap-3">
      <Alert tone="warning" live title="This link is shown once">
        Whoever has it can read your next actions with names and phone numbers, so give it to nobody. If you lose it,
        make a new one.
      </Alert>
      <Field name="calendar-link" label="Secret link" optional="unsaid">
        {(control) => (
          <Input {...control} readOnly value={link.url} onFocus={({ target }) => target.select()} className="figures" />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => void copy()}>
          Copy link
        </Button>
        <a href={link.webcal_url} className={buttonVariants({ size: 'sm' })}>
          Open in your calendar
        </a>
      </div>
    </div>
  );
}
