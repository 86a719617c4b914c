import type { Why } from '../../domain/distribution';
import { whyWords } from './why-words';

/** Why a rule decided as it did, folded away until somebody asks. */
export function WhyList({
  why,
  names,
  isOpen = false,
}: {
  why: Why;
  names: Readonly<Record<string, string>>;
  isOpen?: boolean;
}) {
  const sentences = whyWords(why, (id) => names[id] ?? 'a partner');
  return (
    <details open={isOpen} className="mt-1">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-[0.8125rem] text-link underline decoration-link/35 underline-offset-4 md:min-h-6">
        Why
      </summary>
      <ul className="mt-1 grid list-disc gap-1 pl-5 text-[0.8125rem] text-secondary-foreground">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
