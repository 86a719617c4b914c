'use client';
import { MailCheck } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';

type CheckMailProps = {
  title: string;
  /** What was sent, where, and what to do with it. */
  children: ReactNode;
  /** Ways on: send again, another address, back. */
  actions: ReactNode;
};

/** What takes the place of a form that ends in a mail. Takes the focus, so that it is read out. */
export function CheckMail({ title, children, actions }: CheckMailProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div>
      <span aria-hidden className="mb-5 grid size-12 place-items-center rounded-full bg-navy-soft text-navy">
        <MailCheck className="size-6" />
      </span>
      <h1
        ref={heading}
        tabIndex={-1}
        className="text-[1.625rem] leading-tight tracking-[-0.02em] outline-none focus-visible:shadow-none"
      >
        {title}
      </h1>
      <div className="mt-2 space-y-3 text-[0.9375rem] text-secondary-foreground">{children}</div>
      <div className="mt-7 grid gap-4">{actions}</div>
    </div>
  );
}
