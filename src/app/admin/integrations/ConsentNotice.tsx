import { CONSENT_RESULTS, type ConsentResult } from '@/features/crm/domain/consent-link';
import { Alert, type Tone } from '@/ui/Alert';

const WORDS: Record<ConsentResult, { tone: Tone; title: string; text: string }> = {
  given: {
    tone: 'success',
    title: 'Consent received',
    text: 'The portal finishes the connection now. The light below turns when Zoho has answered.',
  },
  denied: {
    tone: 'warning',
    title: 'Zoho says that consent was not given',
    text: 'Nothing was changed. Connect again when the integration user may allow it.',
  },
  stale: {
    tone: 'warning',
    title: 'This consent does not belong to one that you began',
    text: 'It may be too old, used already, or begun by somebody else. Nothing was changed. Connect again.',
  },
};

/** What became of a consent from which somebody has just come back. */
export function ConsentNotice({ result }: { result: string | string[] | undefined }) {
  const known = CONSENT_RESULTS.find((each) => each === result);
  if (!known) return null;
  const { tone, title, text } = WORDS[known];
  return (
    <Alert tone={tone} title={title} live className="mb-5">
      {text}
    </Alert>
  );
}
