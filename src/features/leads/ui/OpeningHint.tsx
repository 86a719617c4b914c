'use client';
import { useLinkStatus } from 'next/link';
import { Spinner } from '@/ui/Spinner';

/** Inside a link: turns while the page it leads to is on its way, which on a slow line may take a while. */
export function OpeningHint() {
  const { pending } = useLinkStatus();
  return pending ? <Spinner /> : null;
}
