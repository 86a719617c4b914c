'use client';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { cn } from './cn';
import {
  dismissToast,
  holdToasts,
  readNoToasts,
  readToasts,
  resumeToasts,
  subscribeToasts,
  type ToastEntry,
} from './toast-store';

const icons = { success: CircleCheck, info: Info, danger: CircleAlert };
const colours = { success: 'text-success-on-dark', info: 'text-info-on-dark', danger: 'text-danger-on-dark' };

/**
 * Where toasts appear; stands once, in the root layout, so that screen readers know the region before its first word.
 * Written here and not taken from a package: those add a style element that the content policy refuses.
 */
export function Toaster() {
  const entries = useSyncExternalStore(subscribeToasts, readToasts, readNoToasts);
  return (
    <section
      aria-label="Notices"
      aria-live="polite"
      aria-relevant="additions text"
      data-slot="toaster"
      onPointerEnter={holdToasts}
      onPointerLeave={resumeToasts}
      onFocus={holdToasts}
      onBlur={resumeToasts}
      className="pointer-events-none fixed inset-x-0 bottom-20 z-60 grid justify-items-center gap-2 px-4 md:inset-x-auto md:right-5 md:bottom-5 md:justify-items-end md:px-0"
    >
      {entries.map((entry) => (
        <ToastCard key={entry.id} entry={entry} />
      ))}
    </section>
  );
}

function ToastCard({ entry }: { entry: ToastEntry }) {
  const Icon = icons[entry.tone];
  const { action } = entry;
  return (
    <div
      data-slot="toast"
      className="on-dark pointer-events-auto flex w-full max-w-sm animate-enter items-start gap-3 rounded-xl bg-navy-deep py-1 pr-1 pl-4 text-sm text-white shadow-popover md:w-96"
    >
      <Icon aria-hidden className={cn('mt-3 size-4 shrink-0', colours[entry.tone])} />
      <p className="min-w-0 flex-1 py-2.5">{entry.message}</p>
      {action ? (
        <button
          type="button"
          onClick={() => {
            action.onSelect();
            dismissToast(entry.id);
          }}
          className="min-h-10 rounded-md px-2 font-semibold underline-offset-4 hover:underline"
        >
          {action.label}
        </button>
      ) : null}
      <button
        type="button"
        aria-label="Dismiss"
        onClick={() => dismissToast(entry.id)}
        className="grid size-10 shrink-0 place-items-center rounded-md text-navy-muted hover:text-white"
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
