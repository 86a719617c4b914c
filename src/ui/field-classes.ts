/** What every text-like control shares. 16 px text on phones, since iOS zooms into anything smaller. */
export const controlClasses = [
  'block w-full min-w-0 rounded-md border border-input bg-surface px-3 text-base text-foreground shadow-xs md:text-sm',
  'placeholder:text-muted-foreground/80 transition-[border-color,box-shadow] duration-150',
  'hover:border-secondary-foreground disabled:cursor-not-allowed disabled:bg-sunken disabled:text-secondary-foreground',
  '[&[readonly]]:bg-sunken focus-visible:border-ring focus-visible:outline-offset-0',
  'aria-invalid:border-danger aria-invalid:bg-danger-tint/40',
].join(' ');

export const controlHeight = 'h-11 md:h-9';
