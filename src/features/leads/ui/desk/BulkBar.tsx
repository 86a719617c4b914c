'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '@/ui/Dialog';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { toast } from '@/ui/toast-store';
import type { BulkAnswer, DeskLeadRow } from '../../schema-desk';
import { requestBulkAssignment } from './assign';
import { bulkWords } from './bulk-words';
import { type PartnerChoice, PartnerPicker, type SearchPartners } from './PartnerPicker';

type BulkBarProps = {
  /** The leads that are chosen. */
  leads: readonly DeskLeadRow[];
  searchPartners: SearchPartners;
  onDone: () => void;
};

/** What can be done with the chosen leads, at the foot of the window while there are any. */
export function BulkBar({ leads, searchPartners, onDone }: BulkBarProps) {
  const router = useRouter();
  const count = leads.length === 1 ? '1 lead' : `${leads.length} leads`;
  const send = async (partner: PartnerChoice | null) => {
    const answer = await requestBulkAssignment({
      lead_ids: leads.map(({ id }) => id),
      partner_id: partner?.id ?? null,
      seen: Object.fromEntries(leads.map(({ id, assigned_partner_id: seen }) => [id, seen])),
    });
    tell(answer, partner);
    onDone();
    router.refresh();
  };
  return (
    <section
      aria-label="Chosen leads"
      className="sticky bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-10 mt-4 flex flex-wrap items-center gap-2 rounded-xl border border-border-strong bg-surface p-3 shadow-popover lg:bottom-4"
    >
      <p role="status" className="mr-auto px-1 font-medium">
        {count} chosen
      </p>
      <Button size="sm" variant="ghost" onClick={onDone}>
        Choose none
      </Button>
      <ConfirmDialog
        trigger={<Button size="sm">Give to rules</Button>}
        title={`Give ${count} to the rules?`}
        description="The rules offer each lead that has no partner to whom they say, within a minute. Leads of a partner stay where they are."
        confirmLabel="Give to rules"
        tone="primary"
        onConfirm={() => send(null)}
      />
      <AssignMany count={count} searchPartners={searchPartners} send={send} />
    </section>
  );
}

function tell({ results }: BulkAnswer, partner: PartnerChoice | null): void {
  const { done, rest } = bulkWords(results, partner?.name ?? null);
  if (done) toast.success(done);
  if (rest) toast.info(rest);
}

type AssignManyProps = {
  count: string;
  searchPartners: SearchPartners;
  send: (partner: PartnerChoice) => Promise<void>;
};

function AssignMany({ count, searchPartners, send }: AssignManyProps) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<PartnerChoice | null>(null);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string>();
  const assign = async (event: React.FormEvent) => {
    event.preventDefault();
    if (!chosen || working) return;
    setWorking(true);
    setFailure(undefined);
    try {
      await send(chosen);
      setOpen(false);
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      setFailure(error.message);
    } finally {
      setWorking(false);
    }
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="primary">
          Assign to a partner
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`Assign ${count}`}
        description="The partner has 24 hours to accept or decline each of them."
        className="md:max-w-lg"
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          document.getElementById('partner-search')?.focus();
        }}
      >
        <form onSubmit={(event) => void assign(event)} className="-mx-5 -mb-4 grid gap-4">
          <div className="grid gap-4 px-5">
            <FormErrorSummary message={failure} />
            <PartnerPicker search={searchPartners} currentId={null} chosen={chosen} onChoose={setChosen} />
          </div>
          <DialogFooter>
            <DialogClose asChild>
              <Button disabled={working}>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" loading={working} disabled={!chosen}>
              Assign leads
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
