import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { REGISTRATION_DAYS } from '@/features/leads/domain/registration-terms';
import { cn } from '@/ui/cn';
import { StatusPill } from '@/ui/StatusPill';
import { Section } from './Section';

/** Why sell for CircleTel: what the portal gives, each with a sketch of it. Sketches carry no names and no amounts. */
export function Reasons() {
  return (
    <Section
      id="why"
      title="You do the selling. The portal does the remembering."
      lead="What you need to know of every customer, in one place on your phone or your desk."
    >
      <div className="grid gap-4 md:gap-5 lg:grid-cols-5">
        <Reason
          className="lg:col-span-3"
          title="Leads that are yours"
          text="A manager assigns people and businesses who asked CircleTel to connect them. You see what they want and where, and nobody else works on them."
          sketch={<LeadsSketch />}
        />
        <Reason
          className="lg:col-span-2"
          title="One status, everywhere"
          text="Mark a lead as contacted or interested, and CircleTel’s own sales system knows. No reports to write, no calls to ask how far you are."
          sketch={<StatusSketch />}
        />
        <Reason
          className="lg:col-span-2"
          title="Never a forgotten call"
          text="Say what comes next for a lead and when. The portal shows what is due, and so does the calendar on your phone."
          sketch={<CalendarSketch />}
        />
        <Reason
          className="lg:col-span-3"
          title="Your own customers, too"
          text={`Register somebody you found yourself. You get a receipt with its time, and for ${REGISTRATION_DAYS} days nobody else can register them.`}
          sketch={<ReceiptSketch />}
        />
      </div>
    </Section>
  );
}

function Reason({
  title,
  text,
  sketch,
  className,
}: {
  title: string;
  text: string;
  sketch: ReactNode;
  className: string;
}) {
  return (
    <article
      className={cn('flex flex-col overflow-hidden rounded-2xl border border-border bg-surface shadow-card', className)}
    >
      <div aria-hidden className="flex h-52 items-center justify-center overflow-hidden bg-navy-soft/60 px-6">
        {sketch}
      </div>
      <div className="border-t border-border p-5 md:p-6">
        <h3 className="text-lg">{title}</h3>
        <p className="mt-1.5 text-base leading-relaxed text-secondary-foreground">{text}</p>
      </div>
    </article>
  );
}

function Bar({ className }: { className: string }) {
  return <span className={cn('block h-2 rounded-full bg-border-strong', className)} />;
}

const sketchCard = 'w-full rounded-xl border border-border bg-surface shadow-card';

function LeadsSketch() {
  const rows = [
    { name: 'w-24', place: 'w-16', pill: <StatusPill tone="info">New</StatusPill> },
    { name: 'w-32', place: 'w-20', pill: <StatusPill tone="neutral">Contacted</StatusPill> },
    { name: 'w-20', place: 'w-24', pill: <StatusPill tone="success">Interested</StatusPill> },
    { name: 'w-28', place: 'w-14', pill: <StatusPill tone="warning">Follow-up</StatusPill> },
  ];
  return (
    <div className={cn(sketchCard, 'max-w-lg translate-y-6 divide-y divide-border')}>
      {rows.map(({ name, place, pill }) => (
        <div key={name} className="flex h-12 items-center justify-between gap-4 px-4">
          <span className="flex items-center gap-5">
            <Bar className={cn(name, 'bg-muted-foreground/60')} />
            <Bar className={cn(place, 'hidden sm:block')} />
          </span>
          {pill}
        </div>
      ))}
    </div>
  );
}

function StatusSketch() {
  return (
    <div className="flex w-full max-w-xs items-center">
      <span className={cn(sketchCard, 'grid w-auto flex-1 justify-items-center gap-3 p-4')}>
        <Bar className="w-14 bg-muted-foreground/60" />
        <StatusPill tone="success">Interested</StatusPill>
      </span>
      <span className="relative h-px w-12 bg-navy">
        <span className="absolute top-1/2 right-0 size-2 -translate-y-1/2 rotate-45 border-t border-r border-navy" />
      </span>
      <span className={cn(sketchCard, 'on-dark grid w-auto flex-1 justify-items-center gap-3 border-navy bg-navy p-4')}>
        <Bar className="w-14 bg-navy-muted" />
        <StatusPill tone="success">Interested</StatusPill>
      </span>
    </div>
  );
}

/** A month with a few days that have something in them, and today. */
function CalendarSketch() {
  const marked = new Map([
    [3, 'bg-navy'],
    [8, 'bg-navy'],
    [16, 'bg-orange'],
    [18, 'bg-navy'],
  ]);
  return (
    <div className={cn(sketchCard, 'max-w-60 p-4')}>
      <Bar className="w-20 bg-muted-foreground/60" />
      <div className="mt-4 grid grid-cols-7 gap-2">
        {Array.from({ length: 28 }, (_, day) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the days of a month that is nobody's
            key={day}
            className={cn('h-5 rounded-sm', marked.get(day) ?? 'bg-navy-soft')}
          />
        ))}
      </div>
    </div>
  );
}

function ReceiptSketch() {
  return (
    <div className={cn(sketchCard, 'flex max-w-sm items-start gap-4 p-5')}>
      <span className="on-dark grid size-10 shrink-0 place-items-center rounded-full bg-navy text-white">
        <Check className="size-5" />
      </span>
      <div className="grid flex-1 gap-3 pt-1">
        <Bar className="w-32 bg-muted-foreground/60" />
        <Bar className="w-44 max-w-full" />
        <StatusPill tone="success" className="mt-1 justify-self-start">
          Yours for {REGISTRATION_DAYS} days
        </StatusPill>
      </div>
    </div>
  );
}
