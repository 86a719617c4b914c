import { Card, CardContent, CardHeader } from '@/ui/Card';
import { StatusPill } from '@/ui/StatusPill';
import { formatDateTime } from '@/ui/time-format';
import { CONSENT_PURPOSES, currentText } from '../../domain/consent-texts';
import type { ConsentRow } from '../../schema';

/** What the applicant agreed to, in which version and when; an older version has to be agreed to anew. */
export function ConsentFacts({ consents }: { consents: readonly ConsentRow[] }) {
  return (
    <Card>
      <CardHeader title="Consents" />
      <CardContent>
        <ul className="grid grid-cols-1 gap-3">
          {CONSENT_PURPOSES.map((purpose) => {
            const { statement, version, required } = currentText(purpose);
            const said = consents.find((consent) => consent.purpose === purpose);
            const isAgreed = said?.granted === true && said.version === version;
            return (
              <li key={purpose} className="flex items-start justify-between gap-4">
                <span className="min-w-0">
                  {statement}
                  <span className="block text-xs text-muted-foreground">
                    {said ? `Version ${said.version}, ${formatDateTime(said.at)}` : 'Not answered'}
                    {required ? '' : ' · not required'}
                  </span>
                </span>
                <StatusPill tone={isAgreed ? 'success' : required ? 'warning' : 'neutral'} className="shrink-0">
                  {isAgreed ? 'Agreed' : said?.granted ? 'Older version' : 'Not agreed'}
                </StatusPill>
              </li>
            );
          })}
        </ul>
      </CardContent>
    </Card>
  );
}
