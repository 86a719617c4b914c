import { cn } from './cn';

/** A ring of coverage with its source in the gap. Our own drawing; decoration beside the name. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" fill="none" aria-hidden="true" data-slot="logo-mark" className={cn('size-7', className)}>
      <path
        d="M25.9 21.7A11.5 11.5 0 1 1 25.9 10.3"
        stroke="var(--color-orange)"
        strokeWidth="4"
        strokeLinecap="round"
      />
      <path d="M20.2 18.9a5.1 5.1 0 1 1 0-5.8" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
      <circle cx="27.2" cy="16" r="2.6" fill="currentColor" />
    </svg>
  );
}

/** The wordmark. It takes the colour of the text around it: navy on light, white on navy. */
export function Logo({ suffix, className }: { suffix?: string; className?: string }) {
  return (
    <span data-slot="logo" className={cn('inline-flex items-center gap-2.5 text-navy', className)}>
      <LogoMark />
      <span className="font-heading text-[1.0625rem] leading-none font-extrabold tracking-[-0.02em]">CircleTel</span>
      {suffix ? (
        <span className="border-l border-current/25 pl-2.5 text-[0.8125rem] leading-none font-medium opacity-80">
          {suffix}
        </span>
      ) : null}
    </span>
  );
}
