import { PAGES } from '@/shared/paths';
import { MailFrame } from './MailFrame';
import { Action, BECAUSE_ACCOUNT, P } from './parts';

export function PasswordChanged({ portalUrl }: { portalUrl: string }) {
  return (
    <MailFrame
      preview="Was it you? If not, choose a new one at once"
      title="Your password was changed"
      reason={`${BECAUSE_ACCOUNT} Mails about your password cannot be switched off.`}
    >
      <P>The password of your account was changed. Wherever else you were logged in, you have been logged out.</P>
      <P>If it was you, there is nothing to do. If it was not, choose a new password at once and answer this mail.</P>
      <Action href={`${portalUrl}${PAGES.forgotPassword}`}>Choose a new password</Action>
    </MailFrame>
  );
}
