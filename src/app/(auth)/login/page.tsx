import type { Metadata } from 'next';
import { PAGES } from '@/shared/paths';
import { Alert } from '@/ui/Alert';
import { AccountHeading } from '../AccountHeading';
import { TextLink } from '../TextLink';
import { LoginForm } from './LoginForm';
import { findNotice } from './notices';

export const metadata: Metadata = { title: 'Log in' };

type LoginPageProps = { searchParams: Promise<{ notice?: string | string[]; next?: string | string[] }> };

/** `?notice=` says why one is here, `?next=` where to go afterwards; the API decides whether it may. */
export default async function LoginPage({ searchParams }: LoginPageProps) {
  const { notice: name, next } = await searchParams;
  const notice = findNotice(name);
  return (
    <>
      {notice ? (
        <Alert tone={notice.tone} title={notice.title} className="mb-7">
          {notice.text}
        </Alert>
      ) : null}
      <AccountHeading title="Log in">
        New here? <TextLink href={PAGES.signup}>Create an account</TextLink>
      </AccountHeading>
      <LoginForm next={typeof next === 'string' ? next : undefined} />
    </>
  );
}
