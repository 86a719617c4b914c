'use client';
import { Fragment } from 'react';
import { cn } from './cn';
import { Kbd } from './Kbd';
import { setShortcuts, useShortcutSetting } from './shortcut-setting';

export type Shortcut = { keys: readonly string[]; does: string };

/** The keys of this page, and the switch that turns them off. Not drawn where there is no keyboard. */
export function ShortcutHint({ shortcuts, className }: { shortcuts: readonly Shortcut[]; className?: string }) {
  const on = useShortcutSetting();
  if (shortcuts.length === 0) return null;
  return (
    <p
      data-slot="shortcut-hint"
      className={cn('hidden flex-wrap items-center gap-x-4 gap-y-1.5 text-xs text-muted-foreground md:flex', className)}
    >
      {on ? (
        shortcuts.map(({ keys, does }) => (
          <span key={does} className="inline-flex items-center gap-1">
            {keys.map((key) => (
              <Fragment key={key}>
                <Kbd>{key}</Kbd>{' '}
              </Fragment>
            ))}
            {does}
          </span>
        ))
      ) : (
        <span>Keyboard shortcuts are off</span>
      )}
      <button
        type="button"
        onClick={() => setShortcuts(!on)}
        className="min-h-6 rounded-sm underline underline-offset-4 hover:text-foreground"
      >
        {on ? 'Turn shortcuts off' : 'Turn shortcuts on'}
      </button>
    </p>
  );
}
