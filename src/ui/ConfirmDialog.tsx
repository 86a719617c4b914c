'use client';
import { AlertDialog } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { ApiRequestError } from './api-request';
import { Button } from './Button';
import { cn } from './cn';
import { DialogFooter, overlayClasses, panelClasses } from './Dialog';
import { FormErrorSummary } from './FormErrorSummary';

type ConfirmDialogProps = {
  /** The button that asks. */
  trigger: ReactNode;
  /** A question: "Reject this application?" */
  title: ReactNode;
  /** What will happen, and whether it can be undone. */
  description: ReactNode;
  /** The verb of the trigger again: "Reject application". */
  confirmLabel: string;
  tone?: 'primary' | 'destructive';
  /** Resolves when done: the dialog closes. Throws: it stays, and says why. */
  onConfirm: () => Promise<void> | void;
  /** A field to fill in first, such as a reason. */
  children?: ReactNode;
};

/** Asks before something that cannot be undone. The focus starts on "Cancel". */
export function ConfirmDialog({
  trigger,
  title,
  description,
  confirmLabel,
  tone = 'destructive',
  onConfirm,
  children,
}: ConfirmDialogProps) {
  const [open, setOpen] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string>();

  const confirm = async () => {
    setWorking(true);
    setFailure(undefined);
    try {
      await onConfirm();
      setOpen(false);
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      setFailure(error.message);
    } finally {
      setWorking(false);
    }
  };

  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !working && setOpen(next)}>
      <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayClasses} />
        <AlertDialog.Content data-slot="confirm-dialog" className={cn(panelClasses)}>
          <div className="grid gap-1 px-5 pt-5">
            <AlertDialog.Title className="text-base">{title}</AlertDialog.Title>
            <AlertDialog.Description asChild>
              <div className="text-secondary-foreground">{description}</div>
            </AlertDialog.Description>
          </div>
          <div className="grid gap-3 px-5 py-4 empty:py-2">
            <FormErrorSummary message={failure} />
            {children}
          </div>
          <DialogFooter>
            <AlertDialog.Cancel asChild>
              <Button disabled={working}>Cancel</Button>
            </AlertDialog.Cancel>
            <Button variant={tone} loading={working} onClick={() => void confirm()}>
              {confirmLabel}
            </Button>
          </DialogFooter>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
