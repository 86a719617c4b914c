// The whole namespace, as in registration.ts: forms bring this file to the browser.
import * as z from 'zod';
import { optional, text } from '@/shared/form-fields';
import { BankDetails, Facts, IdNumber, KINDS_DISAGREE, kindsAgree } from './registration';

/** What a partner corrects about itself. An identity number that is absent stays as it is. */
export const ProfileToSave = Facts.extend({ id_number: optional(IdNumber) })
  .refine(kindsAgree, KINDS_DISAGREE)
  .meta({ id: 'ProfileToSave' });
export type ProfileToSave = z.infer<typeof ProfileToSave>;

/** New bank details, and the password of whoever gives them. */
export const BankDetailsChange = BankDetails.extend({
  password: z
    .string('Password is required.')
    .min(1, 'Password is required.')
    .max(200, 'Password is too long.')
    .describe('The password of the account, asked again'),
}).meta({ id: 'BankDetailsChange' });

export const BankReveal = z.object({ reason: text('Reason', 10, 500).describe('Stands in the audit log') });
