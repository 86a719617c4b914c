'use client';
import { SlidersHorizontal } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '@/ui/Button';
import { Dialog, DialogContent, DialogTrigger } from '@/ui/Dialog';

type LeadsFilterSheetProps = {
  /** How many filters are chosen. */
  chosen: number;
  /** The form. It acts at once when a select is changed; the sheet stays until its button is pressed. */
  children: ReactNode;
};

/** The filters of the list on a phone. */
export function LeadsFilterSheet({ chosen, children }: LeadsFilterSheetProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button className="md:hidden">
          <SlidersHorizontal aria-hidden />
          Filters{chosen > 0 ? ` (${chosen})` : ''}
        </Button>
      </DialogTrigger>
      <DialogContent title="Filter leads">
        <div
          onSubmit={(event) => {
            // Only a pressed button is named as the one that submits.
            if (event.nativeEvent instanceof SubmitEvent && event.nativeEvent.submitter) setOpen(false);
          }}
        >
          {children}
        </div>
      </DialogContent>
    </Dialog>
  );
}
