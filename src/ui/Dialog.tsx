'use client';
import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { shareNonce } from './nonce';

shareNonce();

/** State of a dialog: `open` and `onOpenChange` where the parent must know. */
export const Dialog = Primitive.Root;
/** Wrap a `<Button>` with `asChild`. */
export const DialogTrigger = Primitive.Trigger;
/** A button that closes; wrap with `asChild`. */
export const DialogClose = Primitive.Close;

export const overlayClasses =
  'fixed inset-0 z-40 bg-navy-deep/45 data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in';

export const panelClasses = [
  'fixed z-50 grid max-h-[calc(100dvh-2rem)] overflow-y-auto border border-border bg-surface shadow-popover',
  'inset-x-0 bottom-0 rounded-t-2xl data-[state=open]:animate-rise data-[state=closed]:animate-fade-out',
  'md:inset-x-auto md:top-1/2 md:bottom-auto md:left-1/2 md:w-full md:max-w-md md:-translate-x-1/2 md:-translate-y-1/2',
  'md:rounded-2xl md:data-[state=open]:animate-enter md:data-[state=closed]:animate-leave',
].join(' ');

type DialogContentProps = ComponentProps<typeof Primitive.Content> & {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the confirming one last. */
  footer?: ReactNode;
};

/** The panel: centred from 768 px, a sheet from the bottom on phones. Focus stays inside; Escape closes. */
export function DialogContent({ title, description, footer, className, children, ...props }: DialogContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content
        data-slot="dialog"
        className={cn(panelClasses, className)}
        {...(description ? {} : { 'aria-describedby': undefined })}
        {...props}
      >
        <div className="flex items-start justify-between gap-4 px-5 pt-5">
          <div>
            <Primitive.Title className="text-base">{title}</Primitive.Title>
            {description ? (
              <Primitive.Description className="mt-1 text-secondary-foreground">{description}</Primitive.Description>
            ) : null}
          </div>
          <Primitive.Close
            aria-label="Close"
            className="-mt-2 -mr-2 grid size-11 shrink-0 place-items-center rounded-md text-muted-foreground hover:bg-sunken hover:text-foreground md:-mt-1 md:-mr-1 md:size-8"
          >
            <X aria-hidden className="size-4" />
          </Primitive.Close>
        </div>
        {children ? <div className="px-5 py-4">{children}</div> : null}
        {footer ? <DialogFooter>{footer}</DialogFooter> : null}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

/** The line of buttons; use it inside a `<form>` in the dialog, where the `footer` prop would stand outside of it. */
export function DialogFooter({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div
      data-slot="dialog-footer"
      className={cn('flex flex-col-reverse gap-2 px-5 pt-1 pb-5 md:flex-row md:justify-end', className)}
    >
      {children}
    </div>
  );
}
