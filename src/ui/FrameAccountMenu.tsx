'use client';
import { ChevronsUpDown, LogOut } from 'lucide-react';
import Link from 'next/link';
import { useId, useRef, useState } from 'react';
import { ApiRequestError, apiRequest } from './api-request';
import { cn } from './cn';
import { toast } from './toast-store';

export type FrameAccount = {
  /** The partner's or person's name. */
  name: string;
  /** The partner number, or the role. */
  detail?: string;
  email: string;
  links?: ReadonlyArray<{ label: string; href: string }>;
  /** Where the browser posts to end the session, and where it goes then. */
  logout: { path: string; thenHref: string };
};

/** Who is signed in, and the way out. A native popover: Escape and a click elsewhere close it. */
export function FrameAccountMenu({ account, place }: { account: FrameAccount; place: 'sidebar' | 'topbar' }) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const inSidebar = place === 'sidebar';
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={`Account of ${account.name}`}
        className={cn(
          'flex items-center gap-2.5 rounded-md text-left hover:bg-navy-raised',
          inSidebar ? 'mt-1 min-h-12 w-full px-2' : 'size-11 justify-center',
        )}
      >
        <Initials name={account.name} />
        {inSidebar ? (
          <>
            <span className="min-w-0 flex-1 leading-tight">
              <span className="block truncate text-sm font-medium">{account.name}</span>
              {account.detail ? (
                <span className="block truncate font-mono text-[0.6875rem] text-navy-muted">{account.detail}</span>
              ) : null}
            </span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-navy-muted" />
          </>
        ) : null}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className={cn(
          'fixed m-0 rounded-xl border border-border bg-surface p-1 text-sm text-foreground shadow-popover open:animate-enter',
          '[--color-ring:var(--color-link)]',
          inSidebar ? 'top-auto right-auto bottom-29 left-3 w-54' : 'top-14 right-2 bottom-auto left-auto w-64',
        )}
      >
        <div className="border-b border-border px-3 py-2.5">
          <p className="truncate font-medium">{account.name}</p>
          {account.detail ? <p className="truncate font-mono text-xs text-muted-foreground">{account.detail}</p> : null}
          <p className="truncate text-xs text-muted-foreground">{account.email}</p>
        </div>
        <div className="grid pt-1">
          {account.links?.map((link) => (
            <Link key={link.href} href={link.href} onClick={() => panel.current?.hidePopover()} className={itemClasses}>
              {link.label}
            </Link>
          ))}
          <LogoutButton {...account.logout} />
        </div>
      </div>
    </>
  );
}

const itemClasses = 'flex min-h-11 items-center gap-2.5 rounded-lg px-3 text-left hover:bg-neutral-tint lg:min-h-9';

function LogoutButton({ path, thenHref }: FrameAccount['logout']) {
  const [leaving, setLeaving] = useState(false);
  const logOut = async () => {
    setLeaving(true);
    try {
      await apiRequest<void>('POST', path);
      location.assign(thenHref);
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      setLeaving(false);
      toast.error(`You are still logged in. ${error.message}`);
    }
  };
  return (
    <button type="button" disabled={leaving} onClick={() => void logOut()} className={itemClasses}>
      <LogOut aria-hidden className="size-4 text-muted-foreground" />
      {leaving ? 'Logging out' : 'Log out'}
    </button>
  );
}

function Initials({ name }: { name: string }) {
  const letters = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
  return (
    <span
      aria-hidden
      className="grid size-8 shrink-0 place-items-center rounded-full bg-navy-line text-xs font-semibold text-white"
    >
      {letters}
    </span>
  );
}
