/** Why a document is not accepted: a short word for the list, and the sentence that the partner reads unless it is changed. */
export const REJECTION_REASONS = {
  unreadable: {
    label: 'Cannot be read',
    text: 'We cannot read it. Please scan or photograph it again, in good light and with all four corners.',
  },
  incomplete: { label: 'Pages are missing', text: 'Some of its pages are missing. Please hand in the whole document.' },
  wrong_document: { label: 'Another document', text: 'This is not the document that we asked for here.' },
  too_old: { label: 'Too old', text: 'It is more than three months old. Please hand in a newer one.' },
  expired: { label: 'No longer valid', text: 'It is no longer valid. Please hand in the current one.' },
  name_differs: { label: 'Name differs', text: 'The name on it is not the name in your application.' },
  address_differs: { label: 'Address differs', text: 'The address on it is not the address in your application.' },
  number_differs: { label: 'Number differs', text: 'A number on it is not the one in your application.' },
  not_signed: { label: 'Not signed', text: 'It has to be signed and dated.' },
  altered: { label: 'Altered', text: 'It seems to have been altered. Please hand in the original.' },
  other: { label: 'Another reason', text: '' },
} as const;

export type RejectionCode = keyof typeof REJECTION_REASONS;
export const REJECTION_CODES = Object.keys(REJECTION_REASONS) as [RejectionCode, ...RejectionCode[]];
