import { CircleAlert, CloudCheck, CloudUpload } from 'lucide-react';
import { cn } from '@/ui/cn';
import { RelativeTime } from '@/ui/RelativeTime';
import type { Lead } from '../schema';

const WORDS = {
  synced: { icon: CloudCheck, text: 'The CRM has this', look: 'text-success' },
  pending: { icon: CloudUpload, text: 'On its way to the CRM', look: 'text-info' },
  failed: { icon: CircleAlert, text: 'The CRM did not take this; CircleTel looks at it', look: 'text-warning' },
} as const satisfies Record<Lead['crm']['state'], object>;

/** Whether the CRM has the latest state of the lead, in words; announced when it changes. */
export function CrmState({ crm }: { crm: Lead['crm'] }) {
  const { icon: Icon, text, look } = WORDS[crm.state];
  return (
    <p role="status" className="flex items-center gap-2 text-[0.8125rem] text-secondary-foreground">
      <Icon aria-hidden className={cn('size-4 shrink-0', look)} />
      <span>
        {text}
        {crm.state === 'synced' && crm.synced_at ? (
          <span className="text-muted-foreground">
            , <RelativeTime value={crm.synced_at} opens="start" />
          </span>
        ) : null}
      </span>
    </p>
  );
}
