'use client';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { cn } from '@/ui/cn';
import { ErrorState } from '@/ui/ErrorState';
import { Input } from '@/ui/Input';
import { Label } from '@/ui/Label';
import { LoadingRegion, Skeleton } from '@/ui/Skeleton';

/** A partner that a lead can be given to. */
export type PartnerChoice = { id: string; name: string; detail: string; capacity?: string | undefined };
export type SearchPartners = (search: string, signal: AbortSignal) => Promise<PartnerChoice[]>;

type PartnerPickerProps = {
  search: SearchPartners;
  /** Who has the lead now; marked, and not to be chosen again. */
  currentId: string | null;
  chosen: PartnerChoice | null;
  /** Null when another search began: nobody is chosen who cannot be seen. */
  onChoose: (partner: PartnerChoice | null) => void;
};

/** A search field and, under it, the partners found, one of which is chosen. */
export function PartnerPicker({ search, currentId, chosen, onChoose }: PartnerPickerProps) {
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim());
  const { data, error, isPending, isFetching, refetch } = useQuery({
    queryKey: ['approved-partners', text],
    queryFn: ({ signal }) => search(text, signal),
    placeholderData: (previous) => previous,
  });
  return (
    <div className="grid gap-3">
      <div className="grid gap-1.5">
        <Label htmlFor="partner-search">Approved partner</Label>
        <Input
          id="partner-search"
          type="search"
          autoComplete="off"
          placeholder="Name, contact, e-mail or partner number"
          value={typed}
          // Enter looks for a partner, and does not send the form around it.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          onChange={(event) => {
            setTyped(event.target.value);
            onChoose(null);
          }}
        />
      </div>
      {/* As tall as it can become, so that the dialog stands still while one types. */}
      <div className="h-64 overflow-y-auto rounded-lg border border-border" aria-busy={isFetching}>
        {error ? (
          <ErrorState title="The partners could not be loaded" onRetry={() => void refetch()} className="py-8">
            {error.message}
          </ErrorState>
        ) : isPending ? (
          <PickerSkeleton />
        ) : (
          <Choices partners={data} text={text} currentId={currentId} chosen={chosen} onChoose={onChoose} />
        )}
      </div>
    </div>
  );
}

type ChoicesProps = Omit<PartnerPickerProps, 'search'> & { partners: readonly PartnerChoice[]; text: string };

function Choices({ partners, text, currentId, chosen, onChoose }: ChoicesProps) {
  if (partners.length === 0) {
    return (
      <p role="status" className="px-4 py-8 text-center text-secondary-foreground">
        {text
          ? `No approved partner matches “${text}”.`
          : 'There is no approved partner yet. Approve an application first.'}
      </p>
    );
  }
  return (
    <fieldset>
      <legend className="sr-only">Partners found</legend>
      <ul className="divide-y divide-border">
        {partners.map((partner) => (
          <li key={partner.id}>
            <label
              className={cn(
                'flex min-h-12 cursor-pointer items-center gap-3 px-3.5 py-2 hover:bg-background',
                'has-checked:bg-navy-soft has-disabled:cursor-not-allowed has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-ring',
              )}
            >
              <input
                type="radio"
                name="partner_id"
                value={partner.id}
                checked={chosen?.id === partner.id}
                disabled={partner.id === currentId}
                onChange={() => onChoose(partner)}
                className="size-4 shrink-0 accent-navy outline-none focus-visible:shadow-none"
              />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{partner.name}</span>
                <span className="block truncate text-xs text-muted-foreground">{partner.detail}</span>
                {partner.capacity ? (
                  <span className="figures block truncate text-xs text-muted-foreground">{partner.capacity}</span>
                ) : null}
              </span>
              {partner.id === currentId ? <span className="text-xs text-muted-foreground">Has it now</span> : null}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function PickerSkeleton() {
  return (
    <LoadingRegion label="Loading partners" className="grid">
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className="flex h-14 items-center gap-3 border-b border-border px-3.5">
          <Skeleton className="size-4 rounded-full" />
          <span className="grid flex-1 gap-1.5">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-3/5" />
          </span>
        </div>
      ))}
    </LoadingRegion>
  );
}
