import { FileCheck2 } from 'lucide-react';
import {
  DOCUMENT_TYPE_LABELS,
  DOCUMENT_TYPES,
  type DocumentType,
  MAX_FILE_BYTES,
} from '@/features/kyc/domain/document-types';
import { formatBytes } from '@/ui/number-format';
import { Section } from './Section';

const explanations: Record<DocumentType, { text: string; who: string }> = {
  id_document: {
    text: 'South African ID book or card, or a passport. For a company every director’s, for a partnership every partner’s.',
    who: 'Everyone',
  },
  proof_of_address: {
    text: 'A municipal account or bank letter with your name on it, not older than three months.',
    who: 'Everyone',
  },
  business_registration: {
    text: 'The CIPC registration certificate of a company, or the deed of a partnership.',
    who: 'Companies and partnerships',
  },
  tax_certificate: {
    text: 'A tax compliance status PIN or certificate from SARS.',
    who: 'Companies; others if they have one',
  },
  bank_statement: {
    text: 'A statement or confirmation letter of the account that your commission is to be paid into.',
    who: 'Everyone',
  },
  other: {
    text: 'Anything a reviewer asks for, such as a resolution that says who may sign.',
    who: 'Only when asked',
  },
};

/** What to have at hand, from the same list that the upload page asks for. */
export function DocumentsNeeded() {
  return (
    <Section
      id="documents"
      title="What to have at hand"
      lead={`PDF, JPEG or PNG, at most ${formatBytes(MAX_FILE_BYTES)} each. You can register first and send documents later; nothing you entered is lost.`}
    >
      <ul className="grid gap-px overflow-hidden rounded-2xl border border-border bg-border shadow-card md:grid-cols-2 lg:grid-cols-3">
        {DOCUMENT_TYPES.map((type) => (
          <li key={type} className="flex gap-4 bg-surface p-5 md:p-6">
            <FileCheck2 aria-hidden className="mt-0.5 size-5 shrink-0 text-orange-text" />
            <div>
              <h3 className="text-base">{DOCUMENT_TYPE_LABELS[type]}</h3>
              <p className="mt-1 text-[0.9375rem] leading-relaxed text-secondary-foreground">
                {explanations[type].text}
              </p>
              <p className="mt-2.5 text-[0.8125rem] font-medium text-muted-foreground">{explanations[type].who}</p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
