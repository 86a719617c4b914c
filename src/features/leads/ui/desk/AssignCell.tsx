'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '@/ui/Dialog';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { toast } from '@/ui/toast-store';
import type { DeskLeadRow } from '../../schema-desk';
import { nameOf, placeOf, wishOf } from '../lead-words';
import { requestAssignment } from './assign';

import { type PartnerChoice, PartnerPicker, type SearchPartners } from './PartnerPicker';

type AssignCellProps = { lead: DeskLeadRow; searchPartners: SearchPartners };

/**
 * Whom a lead belongs to, and the button that gives it to a partner. After that the row stays and says to whom, although
 * the list may be of those nobody works.
 */
export function AssignCell({ lead: shown, searchPartners }: AssignCellProps) {
  const [lead, setLead] = useState(shown);
  const name = nameOf(lead);
  return (
    <div className="flex items-center justify-between gap-3 md:justify-end">
      {lead.assigned_partner_id ? (
        <span className="min-w-0 md:truncate md:text-right">
          <span className="text-muted-foreground md:sr-only">Assigned to </span>
          {lead.assigned_partner_name ?? 'a partner'}
        </span>
      ) : (
        <span className="text-muted-foreground md:sr-only">Not assigned</span>
      )}
      <AssignDialog lead={lead} name={name} searchPartners={searchPartners} onAssigned={setLead} />
    </div>
  );
}

type AssignDialogProps = {
  lead: DeskLeadRow;
  name: string;
  searchPartners: SearchPartners;
  onAssigned: (lead: DeskLeadRow) => void;
};

function AssignDialog({ lead, name, searchPartners, onAssigned }: AssignDialogProps) {
  const [open, setOpen] = useState(false);
  const verb = lead.assigned_partner_id ? 'Reassign' : 'Assign';
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" data-row-action="" aria-label={`${verb} the lead ${name}`} className="relative z-1">
          {verb}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`${verb} ${name}`}
        description={`${placeOf(lead)} · ${wishOf(lead)}`}
        className="md:max-w-lg"
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          document.getElementById('partner-search')?.focus();
        }}
      >
        <AssignForm
          lead={lead}
          searchPartners={searchPartners}
          onDone={(assigned) => {
            setOpen(false);
            if (assigned) onAssigned(assigned);
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

type AssignFormProps = {
  lead: DeskLeadRow;
  searchPartners: SearchPartners;
  /** Null: somebody else was faster, and the page is being renewed. */
  onDone: (assigned: DeskLeadRow | null) => void;
};

function AssignForm({ lead, searchPartners, onDone }: AssignFormProps) {
  const [chosen, setChosen] = useState<PartnerChoice | null>(null);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string>();
  const router = useRouter();

  const assign = async (event: React.FormEvent) => {
    event.preventDefault();
    if (!chosen || working) return;
    setWorking(true);
    setFailure(undefined);
    try {
      const seen = lead.assigned_partner_id;
      onDone(await requestAssignment(lead.id, { partner_id: chosen.id, seen_partner_id: seen }));
      toast.success(`${nameOf(lead)} now belongs to ${chosen.name}.`);
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      if (error.code !== 'conflict' && error.code !== 'not_found') return setFailure(error.message);
      toast.error(`${error.message} This list now shows the current state.`);
      onDone(null);
      router.refresh();
    } finally {
      setWorking(false);
    }
  };

  return (
    <form onSubmit={(event) => void assign(event)} className="grid gap-4">
      <FormErrorSummary message={failure} />
      <PartnerPicker
        search={searchPartners}
        currentId={lead.assigned_partner_id}
        chosen={chosen}
        onChoose={setChosen}
      />
      <div className="flex flex-col-reverse gap-2 md:flex-row md:justify-end">
        <DialogClose asChild>
          <Button disabled={working}>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={working} disabled={!chosen}>
          Assign lead
        </Button>
      </div>
    </form>
  );
}
