'use client';
import { DropdownMenu as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A menu of actions on one thing. Not modal: the page behind it stays usable. */
export function DropdownMenu(props: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root modal={false} {...props} />;
}

/** Wrap a `<Button>` with `asChild`; an icon-only one needs an `aria-label`. */
export const DropdownMenuTrigger = Primitive.Trigger;

export function DropdownMenuContent({
  className,
  sideOffset = 6,
  align = 'end',
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        data-slot="dropdown-menu"
        sideOffset={sideOffset}
        align={align}
        collisionPadding={8}
        className={cn(
          'z-50 min-w-44 overflow-y-auto rounded-xl border border-border bg-surface p-1 shadow-popover',
          'data-[state=closed]:animate-leave data-[state=open]:animate-enter',
          className,
        )}
        {...props}
      />
    </Primitive.Portal>
  );
}

type DropdownMenuItemProps = ComponentProps<typeof Primitive.Item> & { tone?: 'default' | 'destructive' };

/** One action: a verb, with an icon before it if that helps. `disabled` items should say why in their text. */
export function DropdownMenuItem({ tone = 'default', className, ...props }: DropdownMenuItemProps) {
  return (
    <Primitive.Item
      data-slot="dropdown-menu-item"
      className={cn(
        'flex min-h-11 cursor-default items-center gap-2.5 rounded-lg px-3 text-sm outline-none md:min-h-8 md:px-2.5',
        'data-disabled:text-muted-foreground data-highlighted:bg-neutral-tint data-highlighted:shadow-none [&_svg]:size-4 [&_svg]:shrink-0',
        tone === 'destructive' && 'text-danger data-highlighted:bg-danger-tint',
        className,
      )}
      {...props}
    />
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Primitive.Label>) {
  return <Primitive.Label className={cn('px-2.5 py-1.5 text-xs text-muted-foreground', className)} {...props} />;
}

export function DropdownMenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 h-px bg-border" />;
}
