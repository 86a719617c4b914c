import Link from 'next/link';
import { PAGES } from '@/shared/paths';
import { Alert } from '@/ui/Alert';
import { PARTNER_STATUS_LABELS } from '../../domain/partner-status';
import type { Duplicate } from '../../schema';

const WORDS: Record<Duplicate['shared'][number], string> = {
  registration_number: 'registration number',
  vat_number: 'VAT number',
  id_number: 'identity number',
  account_number: 'account number',
  phone: 'phone number',
};

const list = new Intl.ListFormat('en-ZA', { type: 'conjunction' });

/** Who shares a number with this partner, and which; never the number itself. */
export function DuplicatesWarning({ duplicates }: { duplicates: readonly Duplicate[] }) {
  if (duplicates.length === 0) return null;
  return (
    <Alert tone="warning" className="mb-5" title="Other partners share numbers with this one">
      <ul className="grid grid-cols-1 gap-1">
        {duplicates.map((other) => (
          <li key={other.id}>
            <Link
              href={PAGES.admin.partner(other.id)}
              className="font-medium text-link underline decoration-link/35 underline-offset-4 hover:decoration-link"
            >
              {other.business_name}
            </Link>{' '}
            ({other.partner_number ? `${other.partner_number}, ` : ''}
            {PARTNER_STATUS_LABELS[other.status]}): the same {list.format(other.shared.map((kind) => WORDS[kind]))}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
