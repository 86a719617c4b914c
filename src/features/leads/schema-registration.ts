// The whole namespace, not `{ z }`: the form brings this file to the browser, and so only what it uses goes with it.
import * as z from 'zod';
import { checkedBy, optional, text } from '@/shared/form-fields';
import { checkPhone } from '@/shared/phone';
import { checkPostalCode } from '@/shared/postal-code';
import { PROVINCES } from '@/shared/provinces';
import { isStorable, NOT_STORABLE } from '@/shared/storable-text';
import { CONTACT_CHANNEL_KEYS, CUSTOMER_TYPE_KEYS, SERVICE_TYPE_KEYS } from './domain/services';

/** A choice of a list, where the form's empty line is the same as none. */
const choice = <T extends [string, ...string[]]>(label: string, values: T) =>
  z
    .union([z.literal('').transform(() => undefined), z.enum(values, `${label} must be one of ${values.join(', ')}.`)])
    .optional();

const words = (label: string, max: number) =>
  optional(
    z
      .string(`${label} must be text.`)
      .trim()
      .max(max, `${label} may have at most ${max} characters.`)
      .refine(isStorable, `${label} ${NOT_STORABLE}`),
  );

/** What a partner says of a customer it found itself. No text is longer than portal.register_lead() takes it. */
export const LEAD_FACTS = {
  customer_type: z.enum(CUSTOMER_TYPE_KEYS, `customer_type must be one of ${CUSTOMER_TYPE_KEYS.join(', ')}.`),
  first_name: text('First name', 1, 100),
  last_name: text('Surname', 1, 100),
  company_name: optional(text('Company', 2, 200)),
  phone: checkedBy('Phone', (value) => checkPhone(value, 'Phone')),
  email: optional(
    z
      .string()
      .trim()
      .max(254, 'E-mail may have at most 254 characters.')
      .pipe(z.email('E-mail must look like name@example.co.za.')),
  ),
  address: text('Street address', 3, 200),
  suburb: optional(text('Suburb', 2, 100)),
  city: text('City', 2, 100),
  province: choice('Province', [...PROVINCES]),
  postal_code: optional(checkedBy('Postal code', checkPostalCode)),
  requested_service_type: choice('Service', SERVICE_TYPE_KEYS),
  requested_speed: words('Speed', 50),
  budget_range: words('Budget', 50),
  contact_preference: choice('Preferred contact', CONTACT_CHANNEL_KEYS),
  best_contact_time: words('Best time', 100),
  notes: words('Notes', 2000),
};
export const LeadFacts = z.object(LEAD_FACTS);
export type LeadFacts = z.infer<typeof LeadFacts>;

/** A business is looked for by its name too. */
export const hasCompany = ({
  customer_type: type,
  company_name: company,
}: Pick<LeadFacts, 'customer_type' | 'company_name'>) => type === 'consumer' || company !== undefined;
export const COMPANY_MISSING = { path: ['company_name'], message: 'Company is required for a business.' };

export const LeadRegistration = LeadFacts.extend({
  id: z
    .uuid('id must be a UUID that the sender made.')
    .describe('Sent again with the same id, a lead is registered once and gets the same receipt'),
  captured_at: z.iso
    .datetime({ offset: true, error: 'captured_at must be a date and time.' })
    .optional()
    .describe('When it was written down, by the clock of the device'),
})
  .refine(hasCompany, COMPANY_MISSING)
  .meta({ id: 'LeadRegistration' });
export type LeadRegistration = z.infer<typeof LeadRegistration>;

/** A receipt: what the partner has in hand when somebody asks who was first. */
export const Receipt = z
  .object({
    receipt_number: z.string(),
    lead_id: z.uuid(),
    captured_at: z.iso.datetime().nullable().describe('By the clock of the device'),
    received_at: z.iso.datetime().describe('The moment that counts'),
    expires_at: z.iso.datetime().describe('Until then nobody else can register this customer'),
  })
  .meta({ id: 'LeadReceipt' });
export type Receipt = z.infer<typeof Receipt>;
export const ReceiptAnswer = z.object({ receipt: Receipt });

/** A registration on its lead's page. */
export const Registration = Receipt.extend({
  state: z.enum(['active', 'expired', 'converted']),
  extension_requested_at: z.iso.datetime().nullable(),
  extension_reason: z.string().nullable(),
  extension_answer: z.enum(['granted', 'refused']).nullable(),
  extension_answered_at: z.iso.datetime().nullable(),
}).meta({ id: 'LeadRegistrationState' });
export type Registration = z.infer<typeof Registration>;

export const ExtensionRequest = z.object({ reason: text('Reason', 10, 500) });
export type ExtensionRequest = z.infer<typeof ExtensionRequest>;
export const RegistrationAnswer = z.object({ registration: Registration });

export const ExtensionAnswer = z.object({
  answer: z.enum(['granted', 'refused'], 'answer must be granted or refused.'),
});
export type ExtensionAnswer = z.infer<typeof ExtensionAnswer>;

/** An extension that somebody asks for, as the desk sees it. */
export const AskedExtension = z.object({
  lead_id: z.uuid(),
  lead_name: z.string(),
  partner_id: z.uuid(),
  partner_name: z.string(),
  receipt_number: z.string(),
  received_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  extension_requested_at: z.iso.datetime(),
  extension_reason: z.string(),
});
export type AskedExtension = z.infer<typeof AskedExtension>;
export const ExtensionAnswered = z.object({
  extension: z.object({ lead_id: z.uuid(), answer: z.enum(['granted', 'refused']), expires_at: z.iso.datetime() }),
});
