import { Fragment, type ReactNode } from 'react';
import { cn } from './cn';

type DescriptionListProps = {
  items: ReadonlyArray<{ term: ReactNode; value: ReactNode; key?: string }>;
  className?: string;
};

/** Facts about one thing: name and value, two columns where the list itself has room for them: in a narrow column of a wide screen it has not. A missing value is drawn as a dash that says so. */
export function DescriptionList({ items, className }: DescriptionListProps) {
  return (
    <div data-slot="description-list" className={cn('@container', className)}>
      <dl className="grid gap-x-6 gap-y-0.5 @md:grid-cols-[minmax(8rem,12rem)_minmax(0,1fr)] @md:gap-y-2.5">
        {items.map((item, index) => (
          <Fragment key={item.key ?? index}>
            <dt className="text-[0.8125rem] text-muted-foreground @md:py-px">{item.term}</dt>
            <dd className="mb-2.5 min-w-0 break-words @md:mb-0">
              {item.value === null || item.value === undefined || item.value === '' ? (
                <span className="text-muted-foreground">
                  <span aria-hidden>–</span>
                  <span className="sr-only">not given</span>
                </span>
              ) : (
                item.value
              )}
            </dd>
          </Fragment>
        ))}
      </dl>
    </div>
  );
}
