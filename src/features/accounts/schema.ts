import { z } from 'zod';

export const PASSWORD_MIN_LENGTH = 10;

const email = z
  .string('Email is required.')
  .trim()
  .min(1, 'Email is required.')
  .max(254, 'Email may have at most 254 characters.')
  .pipe(z.email('Email must look like name@example.co.za.'))
  .transform((value) => value.toLowerCase());

/** bcrypt, which the auth service uses, reads no further than 72 bytes. */
const newPassword = z
  .string('Password is required.')
  .min(PASSWORD_MIN_LENGTH, `Password needs at least ${PASSWORD_MIN_LENGTH} characters.`)
  .refine((value) => new TextEncoder().encode(value).length <= 72, 'Password may have at most 72 bytes.');

export const SignUp = z.object({ email, password: newPassword }).meta({ id: 'SignUp' });
export const LogIn = z
  .object({
    email,
    password: z.string('Password is required.').min(1, 'Password is required.').max(200, 'Password is too long.'),
    next: z
      .string()
      .max(500)
      .optional()
      .describe('Where the person was going; only addresses of the portal are followed'),
  })
  .meta({ id: 'LogIn' });
export const ForgottenPassword = z.object({ email }).meta({ id: 'ForgottenPassword' });
export const NewPassword = z.object({ password: newPassword }).meta({ id: 'NewPassword' });

export const Message = z.object({ message: z.string() });
export const Redirection = z.object({ redirectTo: z.string() });

/** What the link in a mail brings back. */
export const CallbackQuery = z.object({
  code: z.string().max(500).optional(),
  next: z.string().max(500).optional(),
  error_code: z.string().max(100).optional(),
});
