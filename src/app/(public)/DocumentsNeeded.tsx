import { FileCheck2 } from 'lucide-react';
import { DOCUMENT_TYPE_LABELS, DOCUMENT_TYPES, type DocumentType } from '@/features/kyc/domain/document-types';
import { ENTITY_TYPE_LABELS, ENTITY_TYPES, ruleFor } from '@/features/kyc/domain/rule-pack';
import { formatBytes } from '@/ui/number-format';
import { Section } from './Section';

/** Who has to hand it in, from the rules themselves. */
function whoNeeds(type: DocumentType): string {
  const asked = ENTITY_TYPES.filter((entity) => ruleFor(entity, type).required);
  if (asked.length === ENTITY_TYPES.length) return 'Everyone';
  if (asked.length === ENTITY_TYPES.length - 1 && !asked.includes('sole_proprietor'))
    return 'Everyone but sole proprietors';
  return asked.length === 0 ? 'Only when asked' : asked.map((entity) => ENTITY_TYPE_LABELS[entity]).join(', ');
}

/** In which formats and how large it is taken, from the rules themselves. */
function takenAs(type: DocumentType): string {
  const rules = ENTITY_TYPES.map((entity) => ruleFor(entity, type)).filter(({ required }) => required);
  const sizes = [...new Set(rules.map(({ maxBytes }) => maxBytes))].toSorted((a, b) => a - b).map(formatBytes);
  const isPdfOnly = rules.every(({ formats }) => formats.length === 1 && formats[0] === 'application/pdf');
  const upTo = sizes.length > 1 ? `${sizes.join(' or ')}, by kind of business` : sizes[0];
  return `${isPdfOnly ? 'PDF only' : 'PDF, JPEG or PNG'}, up to ${upTo}`;
}

/** The rules of a sole proprietor are the shortest way to say what will do; companies read the rest where they upload. */
const hintOf = (type: DocumentType) => ruleFor('sole_proprietor', type).hint;

/** What to have at hand, from the same rules that the upload page asks by. */
export function DocumentsNeeded() {
  const asked = DOCUMENT_TYPES.filter((type) => ENTITY_TYPES.some((entity) => ruleFor(entity, type).required));
  return (
    <Section
      id="documents"
      title="What to have at hand"
      lead="You can register first and send documents later; nothing you entered is lost."
    >
      <ul className="grid gap-px overflow-hidden rounded-2xl border border-border bg-border shadow-card md:grid-cols-2 lg:grid-cols-3">
        {asked.map((type) => (
          <li key={type} className="flex gap-4 bg-surface p-5 md:p-6">
            <FileCheck2 aria-hidden className="mt-0.5 size-5 shrink-0 text-orange-text" />
            <div>
              <h3 className="text-base">{DOCUMENT_TYPE_LABELS[type]}</h3>
              <p className="mt-1 text-[0.9375rem] leading-relaxed text-secondary-foreground">{hintOf(type)}</p>
              <p className="mt-2.5 text-[0.8125rem] font-medium text-muted-foreground">{whoNeeds(type)}</p>
              <p className="mt-0.5 text-[0.8125rem] text-muted-foreground">{takenAs(type)}</p>
            </div>
          </li>
        ))}
        {/* The last row, filled up in two columns and in three. */}
        {asked.length % 2 > 0 ? <li aria-hidden className="hidden bg-surface md:block" /> : null}
        {asked.length % 3 === 1 ? <li aria-hidden className="hidden bg-surface lg:block" /> : null}
      </ul>
    </Section>
  );
}
