import { CircleHelp } from 'lucide-react';
import Link from 'next/link';

export type FrameHelpLink = { label: string; href: string };

/** Where help is; an address outside the portal (`mailto:`, `tel:`, `https:`) is an ordinary link. */
export function FrameHelp({ label, href }: FrameHelpLink) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="flex h-9 items-center gap-2.5 rounded-md px-2.5 text-sm text-navy-muted hover:bg-navy-raised/60 hover:text-white"
    >
      <CircleHelp aria-hidden className="size-4 shrink-0" />
      {label}
    </Link>
  );
}
