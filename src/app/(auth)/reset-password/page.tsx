import type { Metadata } from 'next';
import { PAGES } from '@/shared/paths';
import { AccountHeading } from '../AccountHeading';
import { TextLink } from '../TextLink';
import { ResetPasswordForm } from './ResetPasswordForm';

export const metadata: Metadata = { title: 'Choose a new password' };

/** Reached through the link in a mail, which has started a short session. */
export default function ResetPasswordPage() {
  return (
    <>
      <AccountHeading title="Choose a new password">It replaces the old one at once, on every device.</AccountHeading>
      <ResetPasswordForm />
      <p className="mt-6 text-center">
        The link has expired? <TextLink href={PAGES.forgotPassword}>Ask for a new one</TextLink>
      </p>
    </>
  );
}
