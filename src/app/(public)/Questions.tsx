import { Plus } from 'lucide-react';
import type { EntityType } from '@/features/onboarding/domain/entity-types';
import { Section } from './Section';

/** Everybody who can register, as one says it of several. */
const WHO: Record<EntityType, string> = {
  sole_proprietor: 'Sole proprietors',
  pty_ltd: 'companies',
  close_corporation: 'close corporations',
  partnership: 'partnerships',
  trust: 'trusts',
  non_profit_company: 'non-profit companies',
  co_operative: 'co-operatives',
};

/** "one, two and three" */
const listWords = (words: readonly string[]) => new Intl.ListFormat('en-ZA', { type: 'conjunction' }).format(words);

/** What people ask before they register. */
export function Questions({ promiseHours }: { promiseHours: number }) {
  const questions = [
    {
      question: 'Who can become a partner?',
      answer: `${listWords(Object.values(WHO))} with an address in South Africa.`,
    },
    {
      question: 'How long does approval take?',
      answer: `We decide within ${promiseHours} hours once your documents are complete. The portal shows how far your application is, and the answer comes by e-mail.`,
    },
    {
      question: 'Where do my leads come from?',
      answer:
        'They are homes, small businesses and enterprises that asked CircleTel for a connection. A partner manager assigns them to you; you see them in the portal and get an e-mail.',
    },
    {
      question: 'What happens to my documents?',
      answer:
        'They are kept in private storage. Only the staff who verify partners can open them, through links that expire, and every opening is recorded.',
    },
    {
      question: 'What if my application is not approved?',
      answer:
        'You are told why. If a document was the problem, the reason says which one and what a good one looks like.',
    },
    {
      question: 'Does it work on my phone?',
      answer: 'Yes. Everything in the portal works on a phone, and pages are kept small for slow connections.',
    },
  ];
  return (
    <Section id="questions" tone="white" title="Questions, answered">
      <div className="grid items-start gap-x-12 lg:grid-cols-2">
        <QuestionList questions={questions.slice(0, 3)} />
        <QuestionList questions={questions.slice(3)} />
      </div>
    </Section>
  );
}

/** One column. Two lists and not one grid, so that an answer pushes down only what stands under it. */
function QuestionList({ questions }: { questions: ReadonlyArray<{ question: string; answer: string }> }) {
  return (
    <div>
      {questions.map(({ question, answer }) => (
        <details key={question} className="group border-b border-border">
          <summary className="flex min-h-14 list-none items-center justify-between gap-4 rounded-md py-3 text-base font-semibold [&::-webkit-details-marker]:hidden">
            {question}
            <Plus
              aria-hidden
              className="size-5 shrink-0 text-muted-foreground transition-transform group-open:rotate-45"
            />
          </summary>
          <p className="max-w-prose pr-8 pb-5 text-base leading-relaxed text-secondary-foreground">{answer}</p>
        </details>
      ))}
    </div>
  );
}
