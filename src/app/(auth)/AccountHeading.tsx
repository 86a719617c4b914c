import type { ReactNode } from 'react';

/** The heading of an account page and the line below it. */
export function AccountHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-7">
      <h1 className="text-[1.625rem] leading-tight tracking-[-0.02em]">{title}</h1>
      {children ? <div className="mt-2 text-[0.9375rem] text-secondary-foreground">{children}</div> : null}
    </div>
  );
}
