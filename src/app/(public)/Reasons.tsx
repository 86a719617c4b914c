import type { ReactNode } from 'react';
import { cn } from '@/ui/cn';
import { StatusPill } from '@/ui/StatusPill';
import { Section } from './Section';

/** Why sell for CircleTel: what the portal gives, each with a sketch of it. Sketches carry no names and no amounts. */
export function Reasons() {
  return (
    <Section
      id="why"
      title="You do the selling. The portal does the remembering."
      lead="What you need to sell, and to trust that your work counts, in one place on your phone or your desk."
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
          title="Commission you can follow"
          text="Every sale, the commission on it, and how far its payment is, kept as a history you can go back to."
          sketch={<CommissionSketch />}
        />
        <Reason
          className="lg:col-span-3"
          title="The current brochure, always"
          text="Product sheets, images and guides come from CircleTel’s own library, so what you send a customer is what CircleTel sells today."
          sketch={<ResourcesSketch />}
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

function CommissionSketch() {
  return (
    <svg viewBox="0 0 280 150" fill="none" aria-hidden="true" className="w-full max-w-xs">
      <path d="M0 128.5h280M0 88.5h280M0 48.5h280" stroke="#d1d5db" />
      {[36, 52, 44, 70, 62, 96].map((height, index) => (
        <rect
          key={height}
          x={14 + index * 45}
          y={128 - height}
          width="26"
          height={height}
          rx="5"
          fill={index === 5 ? '#e87a1e' : '#1b2a4a'}
          fillOpacity={index === 5 ? 1 : 0.82}
        />
      ))}
    </svg>
  );
}

function ResourcesSketch() {
  return (
    <div className="flex translate-y-7 items-end gap-4">
      {['h-36', 'h-44', 'h-36'].map((height, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: three fixed shapes
          key={index}
          className={cn(
            'flex w-28 flex-col gap-2.5 rounded-t-xl border border-border bg-surface p-3 shadow-card',
            height,
          )}
        >
          <span className={cn('h-16 rounded-md', index === 1 ? 'bg-navy' : 'bg-navy-soft')} />
          <Bar className="w-4/5 bg-muted-foreground/60" />
          <Bar className="w-3/5" />
        </span>
      ))}
    </div>
  );
}
