import { ArrowRight } from 'lucide-react';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { CoverageArt } from '@/ui/CoverageArt';

/** What the page is about in one sentence, and the one thing to do. */
export function Hero({ promiseHours }: { promiseHours: number }) {
  return (
    <div className="on-dark relative overflow-hidden bg-navy text-white">
      <div className="mx-auto grid max-w-content gap-4 px-4 pb-4 md:px-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,0.92fr)] lg:items-center lg:gap-6 lg:pb-16">
        <div className="pt-8 lg:pt-4">
          <p className="text-sm font-medium text-navy-muted">CircleTel sales partners</p>
          <h1 className="mt-3 text-[2.125rem] leading-[1.1] tracking-[-0.025em] md:text-5xl lg:text-[3.125rem]">
            Sell the internet people ask for. Know where every lead stands.
          </h1>
          <p className="mt-5 max-w-xl text-[1.0625rem] leading-relaxed text-navy-muted md:text-lg">
            CircleTel hands you people and businesses who want to be connected. You advise them and close the sale. One
            portal holds your leads, what you said to each of them, and when to call again.
          </p>
          <div className="mt-8 flex flex-wrap items-center gap-x-5 gap-y-3">
            <ButtonLink href={PAGES.signup} variant="primary" size="lg">
              Become a partner
              <ArrowRight aria-hidden />
            </ButtonLink>
            <p className="text-sm text-navy-muted">
              A decision within {promiseHours} hours
              <br />
              once your documents are complete
            </p>
          </div>
        </div>
        <CoverageArt className="mx-auto max-w-[30rem] lg:-mr-10 lg:max-w-none" />
      </div>
    </div>
  );
}
