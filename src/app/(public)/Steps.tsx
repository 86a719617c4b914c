import { Section } from './Section';

/** The way in, in three steps. */
export function Steps({ promiseHours }: { promiseHours: number }) {
  const steps = [
    {
      title: 'Register your business',
      text: 'Create an account, confirm your address, and tell us who you are: business, contact, address, bank details, and your consent.',
    },
    {
      title: 'Send your documents',
      text: 'Most can be a photo from your phone, if it can be read. What CIPC or SARS gives out as a file is sent as that file. You see at once which have arrived and what is still missing.',
    },
    {
      title: 'Start selling',
      text: `A person checks your application and decides within ${promiseHours} hours once your documents are complete. The answer comes by e-mail, with your partner number or with the reason.`,
    },
  ];
  return (
    <Section id="steps" tone="white" title="Three steps to your first lead">
      <ol className="grid gap-x-8 gap-y-9 md:grid-cols-3">
        {steps.map((step, index) => (
          <li key={step.title} className="relative pl-14 md:pt-14 md:pl-0">
            {index < steps.length - 1 ? (
              <span
                aria-hidden
                className="absolute top-12 -bottom-7 left-5 w-px bg-border-strong md:top-5 md:right-0 md:bottom-auto md:left-14 md:h-px md:w-auto"
              />
            ) : null}
            <span
              aria-hidden
              className="absolute top-0 left-0 grid size-10 place-items-center rounded-full bg-navy font-heading text-base font-bold text-white"
            >
              {index + 1}
            </span>
            <h3 className="pt-2 text-lg md:pt-0">{step.title}</h3>
            <p className="mt-1.5 text-base leading-relaxed text-secondary-foreground">{step.text}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
