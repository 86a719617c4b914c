import * as z from 'zod/mini';

/** bcrypt reads 72 bytes; beyond them two different passwords would be the same one. */
const longestPasswordBytes = 72;
/** Length is what makes a password strong; rules about its characters only make it hard to remember. */
export const shortestPassword = 10;

/** One sentence for a field whatever is wrong with it, as the field's `error`. */
const email = z
  .string()
  .check(
    z.trim(),
    z.email('Enter your whole e-mail address, for example thandi@example.co.za.'),
    z.maxLength(254, 'This address is too long.'),
  );

const newPassword = z.string().check(
  z.minLength(shortestPassword, `Use at least ${shortestPassword} characters.`),
  z.refine((value) => new TextEncoder().encode(value).length <= longestPasswordBytes, 'Use at most 72 characters.'),
);

/*
 * What forms check before they send; the API checks again by its own schemas. From `zod/mini`, which is a fifth of
 * zod's weight: these pages are the first that people on slow lines see.
 */
export const LoginForm = z.object({ email, password: z.string().check(z.minLength(1, 'Enter your password.')) });
export const SignupForm = z.object({ email, password: newPassword });
export const ForgotPasswordForm = z.object({ email });
export const ResetPasswordForm = z.object({ password: newPassword });
