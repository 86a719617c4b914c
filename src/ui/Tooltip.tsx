'use client';
import { Tooltip as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';

/** Around the part of a page that holds tooltips; a second one shows at once after a first. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Primitive.Provider delayDuration={300}>{children}</Primitive.Provider>;
}

type TooltipProps = {
  /** A word or two more than the control says. Never the only place of something needed: phones have no hover. */
  content: ReactNode;
  /** One focusable element. */
  children: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
};

/** A word on hover and focus. Needs a `TooltipProvider` above it. */
export function Tooltip({ content, children, side = 'top' }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          data-slot="tooltip"
          className="z-50 max-w-64 animate-fade-in rounded-md bg-navy-deep px-2 py-1 text-xs text-white shadow-popover"
        >
          {content}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
