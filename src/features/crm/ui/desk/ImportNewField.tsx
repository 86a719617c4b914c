import { IMPORT_NEW } from '../../domain/mapping-settings';

type ImportNew = (typeof IMPORT_NEW)[number];

const LABELS: Record<ImportNew, { label: string; meaning: string }> = {
  with_partner: { label: 'Take over those with a partner', meaning: 'A lead whose Partner Number names one of ours.' },
  all: { label: 'Take over every lead', meaning: 'Those without a partner wait at the leads desk.' },
  none: { label: 'Take over none', meaning: 'Only leads that the portal sent itself are kept in step.' },
};

/** Which leads that begin in the CRM come into the portal. */
export function ImportNewField({ chosen, onChoose }: { chosen: ImportNew; onChoose: (choice: ImportNew) => void }) {
  return (
    <fieldset className="grid gap-1">
      <legend className="sr-only">Leads that begin in Zoho</legend>
      {IMPORT_NEW.map((choice) => (
        <label key={choice} className="flex min-h-11 cursor-pointer items-start gap-3 py-1.5 md:min-h-0">
          <input
            type="radio"
            name="importNew"
            value={choice}
            checked={chosen === choice}
            onChange={() => onChoose(choice)}
            className="mt-1 size-4 shrink-0 accent-navy"
          />
          <span>
            <span className="font-medium">{LABELS[choice].label}</span>
            <span className="block text-[0.8125rem] text-muted-foreground">{LABELS[choice].meaning}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
