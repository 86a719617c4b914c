import type { Tone } from '@/ui/Alert';

type Notice = { tone: Tone; title: string; text: string };

/** What `?notice=` may say on the login page, from links in mails and from the portal itself. */
const notices: Record<string, Notice> = {
  confirmed: {
    tone: 'success',
    title: 'Your e-mail address is confirmed',
    text: 'Log in to go on with your application.',
  },
  reset: { tone: 'success', title: 'Your password is changed', text: 'Log in with the new one.' },
  expired: {
    tone: 'warning',
    title: 'That link or session has expired',
    text: 'Log in again. If a link in a mail brought you here, ask for a new one.',
  },
  'too-many': {
    tone: 'warning',
    title: 'That link was tried too often',
    text: 'Wait an hour and open it again, or log in.',
  },
  'signed-out': { tone: 'neutral', title: 'You are logged out', text: 'Nothing you saved was lost.' },
};

/** The notice of that name; nothing for a name we do not know. */
export function findNotice(name: unknown): Notice | undefined {
  return typeof name === 'string' && Object.hasOwn(notices, name) ? notices[name] : undefined;
}
