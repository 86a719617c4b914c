import { Card, CardContent, CardHeader } from '@/ui/Card';
import { formatDateTime } from '@/ui/time-format';
import { CONSENT_TEXTS } from '../domain/consent-texts';
import type { ConsentRow } from '../schema';

/** The texts that somebody accepted, word for word in the version that was shown, with the time. */
export function AgreedTexts({ consents }: { consents: readonly ConsentRow[] }) {
  const agreed = CONSENT_TEXTS.flatMap((text) => {
    const consent = consents.find(({ purpose, version }) => purpose === text.purpose && version === text.version);
    return consent?.granted ? [{ ...text, at: consent.at }] : [];
  });
  return (
    <Card>
      <CardHeader title="What you accepted when you registered" />
      <CardContent className="grid gap-6">
        {agreed.length === 0 ? <p className="text-muted-foreground">Nothing has been accepted yet.</p> : null}
        {agreed.map(({ purpose, version, statement, paragraphs, at }) => (
          <section key={purpose} className="grid gap-1.5">
            <h3 className="font-sans text-sm font-medium">{statement}</h3>
            {paragraphs.map((paragraph) => (
              <p key={paragraph} className="text-secondary-foreground">
                {paragraph}
              </p>
            ))}
            <p className="text-[0.8125rem] text-muted-foreground">
              Accepted {formatDateTime(at)}, <span className="whitespace-nowrap">version {version}</span>
            </p>
          </section>
        ))}
      </CardContent>
    </Card>
  );
}
