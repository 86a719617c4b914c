'use client';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/Button';
import { Input } from '@/ui/Input';
import { Label } from '@/ui/Label';
import { type PartnerChoice, PartnerPicker, type SearchPartners } from './PartnerPicker';

export type Member = { id: string; name: string; weight: number };

type RuleMembersProps = {
  members: readonly Member[];
  onChange: (members: readonly Member[]) => void;
  search: SearchPartners;
};

/** Who takes turns under a rule: each partner with its share. */
export function RuleMembers({ members, onChange, search }: RuleMembersProps) {
  const [adding, setAdding] = useState(false);
  const total = members.reduce((sum, { weight }) => sum + (Number.isNaN(weight) ? 0 : weight), 0);
  const add = (chosen: PartnerChoice | null) => {
    if (!chosen || members.some(({ id }) => id === chosen.id)) return;
    onChange([...members, { id: chosen.id, name: chosen.name, weight: 1 }]);
    setAdding(false);
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-[0.8125rem]">
        Partners <span className="font-normal text-muted-foreground">(none named: every approved partner in turn)</span>
      </legend>
      <ul className="grid gap-2">
        {members.map((member) => (
          <li key={member.id} className="flex items-center gap-2">
            <Label htmlFor={`weight-${member.id}`} className="min-w-0 flex-1 truncate font-normal">
              {member.name}
            </Label>
            <Input
              id={`weight-${member.id}`}
              type="number"
              inputMode="numeric"
              min={1}
              max={100}
              value={Number.isNaN(member.weight) ? '' : member.weight}
              aria-describedby={`share-${member.id}`}
              onChange={(event) =>
                onChange(
                  members.map((each) =>
                    each.id === member.id ? { ...each, weight: event.target.valueAsNumber } : each,
                  ),
                )
              }
              className="w-20"
            />
            <span id={`share-${member.id}`} className="figures w-20 text-[0.8125rem] text-muted-foreground">
              of {total} leads
            </span>
            <Button
              variant="ghost"
              size="icon"
              aria-label={`Remove ${member.name}`}
              onClick={() => onChange(members.filter(({ id }) => id !== member.id))}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      {adding ? (
        <PartnerPicker search={search} currentId={null} chosen={null} onChoose={add} />
      ) : (
        <Button size="sm" onClick={() => setAdding(true)} className="justify-self-start">
          Name a partner
        </Button>
      )}
    </fieldset>
  );
}
