import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

/** A white surface with one hairline edge. Cards never stand inside cards. */
export function Card({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      data-slot="card"
      className={cn('min-w-0 rounded-xl border border-border bg-surface shadow-card', className)}
      {...props}
    />
  );
}

type CardHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  /** A small button or link on the right. */
  action?: ReactNode;
  /** Heading level; 2 unless the card stands under another heading. */
  level?: 2 | 3;
  className?: string;
};

/** A card's title line. */
export function CardHeader({ title, description, action, level = 2, className }: CardHeaderProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div
      data-slot="card-header"
      className={cn('flex items-start justify-between gap-4 px-4 pt-4 md:px-5 md:pt-4.5', className)}
    >
      <div className="min-w-0">
        <Heading className="text-[0.9375rem] leading-snug">{title}</Heading>
        {description ? <p className="mt-0.5 text-[0.8125rem] text-muted-foreground">{description}</p> : null}
      </div>
      {action ? <div className="-my-1 shrink-0">{action}</div> : null}
    </div>
  );
}

export function CardContent({ className, ...props }: ComponentProps<'div'>) {
  return <div data-slot="card-content" className={cn('p-4 md:p-5', className)} {...props} />;
}

/** Actions or a note at the foot, above which a line is drawn. */
export function CardFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      data-slot="card-footer"
      className={cn('flex flex-wrap items-center gap-3 border-t border-border px-4 py-3 md:px-5', className)}
      {...props}
    />
  );
}
