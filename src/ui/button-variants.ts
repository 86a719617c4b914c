import { cva, type VariantProps } from 'class-variance-authority';

/**
 * Looks of buttons and of links that look like buttons. `primary` is the orange one: at most one in a view.
 * On phones every size is at least 44 px high; from 768 px on the portal is dense.
 */
export const buttonVariants = cva(
  [
    'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium',
    'transition-[background-color,border-color,color,box-shadow] duration-150',
    'disabled:cursor-not-allowed aria-disabled:cursor-not-allowed [&_svg]:size-4 [&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary:
          'bg-orange font-semibold text-navy shadow-xs hover:bg-orange-hover active:bg-orange-press disabled:bg-neutral-line disabled:text-muted-foreground',
        secondary:
          'border border-border-strong bg-surface text-foreground shadow-xs hover:bg-sunken active:bg-border disabled:text-muted-foreground disabled:hover:bg-surface',
        ghost:
          'text-secondary-foreground hover:bg-neutral-tint hover:text-foreground active:bg-border disabled:text-muted-foreground',
        destructive:
          'bg-danger text-white shadow-xs hover:bg-danger-hover disabled:bg-neutral-line disabled:text-muted-foreground',
        link: 'font-medium text-link underline underline-offset-4 decoration-link/35 hover:decoration-link disabled:text-muted-foreground',
      },
      size: {
        sm: 'h-11 px-3 text-sm md:h-8 md:px-2.5 md:text-[0.8125rem]',
        md: 'h-11 px-4 text-[0.9375rem] md:h-9 md:px-3.5 md:text-sm',
        lg: 'h-12 px-6 text-base md:h-11 md:px-5 md:text-[0.9375rem]',
        icon: 'size-11 md:size-9',
      },
      block: { true: 'w-full', false: '' },
    },
    compoundVariants: [{ variant: 'link', class: 'h-auto min-h-6 px-0 md:h-auto md:px-0' }],
    defaultVariants: { variant: 'secondary', size: 'md', block: false },
  },
);

export type ButtonVariants = VariantProps<typeof buttonVariants>;
