import type { DeskLeadRow } from '../../schema-desk';
import { ResponseBadge } from '../ResponseBadge';

/** How a lead's partner stands against the promised first response; a lead without a partner owes none. */
export function FirstResponseCell({ lead, nowMs }: { lead: DeskLeadRow; nowMs: number }) {
  if (!lead.assigned_partner_id) return <span className="text-muted-foreground">–</span>;
  return <ResponseBadge lead={lead} nowMs={nowMs} />;
}
