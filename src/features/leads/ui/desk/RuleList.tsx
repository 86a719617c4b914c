'use client';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { StatusPill } from '@/ui/StatusPill';
import { toast } from '@/ui/toast-store';
import type { LeadRule } from '../../schema-rules';
import type { SearchPartners } from './PartnerPicker';
import { RuleDialog } from './RuleDialog';
import { requestOrder, requestRuleChange } from './rules-client';
import { conditionWords } from './why-words';

type RuleListProps = { rules: readonly LeadRule[]; searchPartners: SearchPartners };

/** The rules in their order; the first that fits a lead gives it away. */
export function RuleList({ rules, searchPartners }: RuleListProps) {
  const router = useRouter();
  const [moving, setMoving] = useState(false);
  const move = async (from: number, to: number) => {
    const ids = rules.map(({ id }) => id);
    const [moved] = ids.splice(from, 1);
    if (moved === undefined || moving) return;
    ids.splice(to, 0, moved);
    setMoving(true);
    try {
      await requestOrder(ids);
      toast.success(`“${rules[from]?.name}” is number ${to + 1} now.`);
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      toast.error(error.message);
    } finally {
      setMoving(false);
      router.refresh();
    }
  };
  return (
    <ol aria-label="Rules" className="divide-y divide-border">
      {rules.map((rule, index) => (
        <li
          key={rule.id}
          className="grid gap-3 px-4 py-4 md:grid-cols-[auto_minmax(0,1fr)_auto] md:items-start md:px-5"
        >
          <div className="flex items-center gap-1 md:flex-col">
            <MoveButton
              label={`Move “${rule.name}” up`}
              disabled={index === 0}
              onClick={() => void move(index, index - 1)}
            >
              <ArrowUp aria-hidden />
            </MoveButton>
            <MoveButton
              label={`Move “${rule.name}” down`}
              disabled={index === rules.length - 1}
              onClick={() => void move(index, index + 1)}
            >
              <ArrowDown aria-hidden />
            </MoveButton>
          </div>
          <RuleWords rule={rule} place={index + 1} />
          <RuleActions rule={rule} searchPartners={searchPartners} />
        </li>
      ))}
    </ol>
  );
}

type MoveButtonProps = { label: string; disabled: boolean; onClick: () => void; children: React.ReactNode };

function MoveButton({ label, disabled, onClick, children }: MoveButtonProps) {
  return (
    <Button variant="ghost" size="icon" aria-label={label} disabled={disabled} onClick={onClick} className="md:size-7">
      {children}
    </Button>
  );
}

function RuleWords({ rule, place }: { rule: LeadRule; place: number }) {
  const total = rule.members.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-2">
        <span className="break-words font-semibold">
          {place}. {rule.name}
        </span>
        {rule.is_active ? null : <StatusPill tone="neutral">Paused</StatusPill>}
      </p>
      <p className="text-secondary-foreground">{conditionWords(rule)}</p>
      {rule.members.length === 0 ? (
        <p className="text-[0.8125rem] text-muted-foreground">
          Every approved partner{rule.tiers.length > 0 ? ' of this tier' : ''} in turn
        </p>
      ) : (
        <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-[0.8125rem] text-muted-foreground">
          {rule.members.map(({ partner_id: id, partner_name: name, weight, is_approved: isApproved }) => (
            <li key={id} className="figures">
              {name} {weight} of {total}
              {isApproved ? null : <span className="text-warning"> (not approved, gets none)</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function RuleActions({ rule, searchPartners }: { rule: LeadRule; searchPartners: SearchPartners }) {
  const router = useRouter();
  const change = async (what: { is_active: boolean } | { archived: true }, done: string) => {
    await requestRuleChange(rule.id, { ...what, seen_version: rule.version });
    toast.success(done);
    router.refresh();
  };
  const setActive = async () => {
    try {
      await change(
        { is_active: !rule.is_active },
        rule.is_active ? `“${rule.name}” is paused.` : `“${rule.name}” is active.`,
      );
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      toast.error(error.message);
      router.refresh();
    }
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        size="sm"
        onClick={() => void setActive()}
        aria-label={`${rule.is_active ? 'Pause' : 'Resume'} “${rule.name}”`}
      >
        {rule.is_active ? 'Pause' : 'Resume'}
      </Button>
      <RuleDialog rule={rule} searchPartners={searchPartners} />
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="ghost" aria-label={`Put “${rule.name}” away`}>
            Put away
          </Button>
        }
        title={`Put “${rule.name}” away?`}
        description="It gives no more leads out and leaves the list. What it gave out stays, with the reasons. This cannot be undone."
        confirmLabel="Put away"
        onConfirm={() => change({ archived: true }, `“${rule.name}” is put away.`)}
      />
    </div>
  );
}
