import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

export type Step = {
  key: string;
  label: ReactNode;
  state: 'done' | 'current' | 'waiting';
  /** "about 3 min", "sent 22 Nov" */
  note?: ReactNode;
};

const words = { done: 'Done', current: 'Now', waiting: 'To come' };

/** Where one stands in a sequence. A row from 768 px (a column with `vertical`), a column on phones. */
export function Stepper({
  steps,
  label,
  vertical = false,
  className,
}: {
  steps: readonly Step[];
  label: string;
  vertical?: boolean;
  className?: string;
}) {
  return (
    <ol
      aria-label={label}
      data-slot="stepper"
      className={cn('grid gap-0', !vertical && 'md:auto-cols-fr md:grid-flow-col md:gap-3', className)}
    >
      {steps.map((step, index) => (
        <li
          key={step.key}
          aria-current={step.state === 'current' ? 'step' : undefined}
          className={cn(
            'group relative flex gap-3 pb-5 last:pb-0',
            !vertical && 'md:border-t-2 md:pt-3 md:pb-0',
            !vertical && (step.state === 'waiting' ? 'md:border-border' : 'md:border-navy'),
          )}
        >
          {index < steps.length - 1 ? (
            <span
              aria-hidden
              className={cn(
                'absolute top-7 bottom-0 left-3 w-px -translate-x-1/2',
                step.state === 'done' ? 'bg-navy' : 'bg-border-strong',
                !vertical && 'md:hidden',
              )}
            />
          ) : null}
          <StepMark state={step.state} position={index + 1} />
          <div className="min-w-0 pt-0.5">
            <p className={cn('leading-5', step.state === 'waiting' ? 'text-muted-foreground' : 'font-semibold')}>
              <span className="sr-only">{words[step.state]}: </span>
              {step.label}
            </p>
            {step.note ? <div className="text-[0.8125rem] text-muted-foreground">{step.note}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

function StepMark({ state, position }: { state: Step['state']; position: number }) {
  return (
    <span
      aria-hidden
      className={cn(
        'grid size-6 shrink-0 place-items-center rounded-full text-xs font-semibold tabular-nums',
        state === 'done' && 'bg-navy text-white',
        state === 'current' && 'bg-surface text-navy ring-2 ring-navy ring-inset',
        state === 'waiting' && 'bg-surface text-muted-foreground ring-1 ring-input ring-inset',
      )}
    >
      {state === 'done' ? <Check className="size-3.5" strokeWidth={3} /> : position}
    </span>
  );
}
