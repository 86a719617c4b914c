'use client';
import { useState } from 'react';
import { Button } from '@/ui/Button';
import { Dialog, DialogContent, DialogTrigger } from '@/ui/Dialog';
import type { LeadRule } from '../../schema-rules';
import type { SearchPartners } from './PartnerPicker';
import { RuleForm } from './RuleForm';

type RuleDialogProps = {
  /** The rule to be changed; none for a new one. */
  rule?: LeadRule;
  searchPartners: SearchPartners;
};

/** The button that opens a rule, and the rule. */
export function RuleDialog({ rule, searchPartners }: RuleDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        {rule ? (
          <Button size="sm" aria-label={`Change “${rule.name}”`}>
            Change
          </Button>
        ) : (
          <Button variant="primary">Add rule</Button>
        )}
      </DialogTrigger>
      <DialogContent
        title={rule ? `Change “${rule.name}”` : 'Add a rule'}
        description="What you leave open fits every lead. The first rule that fits, and has somebody who can take the lead, gives it away."
        className="md:max-w-2xl"
      >
        <RuleForm rule={rule} searchPartners={searchPartners} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
