import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

const looks = {
  neutral: { icon: Info, box: 'border-neutral-line bg-neutral-tint', accent: 'text-neutral' },
  info: { icon: Info, box: 'border-info-line bg-info-tint', accent: 'text-info' },
  success: { icon: CircleCheck, box: 'border-success-line bg-success-tint', accent: 'text-success' },
  warning: { icon: TriangleAlert, box: 'border-warning-line bg-warning-tint', accent: 'text-warning' },
  danger: { icon: CircleAlert, box: 'border-danger-line bg-danger-tint', accent: 'text-danger' },
} as const;

type AlertProps = {
  tone?: Tone;
  title?: ReactNode;
  /** Announce it to screen readers when it appears: for what the page did not show before. */
  live?: boolean;
  /** A button or link that answers the message. */
  action?: ReactNode;
  className?: string;
  children?: ReactNode;
};

/** A message that stays in the page. For what happened just now and needs no answer, use `toast`. */
export function Alert({ tone = 'info', title, live = false, action, className, children }: AlertProps) {
  const look = looks[tone];
  return (
    <div
      role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}
      data-slot="alert"
      className={cn('flex items-start gap-3 rounded-lg border p-3.5', look.box, className)}
    >
      <look.icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', look.accent)} />
      <div className="min-w-0 flex-1 text-secondary-foreground">
        {title ? <p className={cn('font-semibold', look.accent)}>{title}</p> : null}
        {children ? <div className={cn(title ? 'mt-0.5' : '')}>{children}</div> : null}
      </div>
      {action ? <div className="shrink-0 self-center">{action}</div> : null}
    </div>
  );
}
