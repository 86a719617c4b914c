import { createHash } from 'node:crypto';
import ical, { ICalAlarmType } from 'ical-generator';
import { PAGES } from '@/shared/paths';
import { callLink, readablePhone } from './domain/phone-links';

/** A next action as portal.calendar_entries() gives it. */
export type CalendarEntry = {
  activity_id: string;
  lead_id: string;
  due_at: Date;
  next_action: string | null;
  first_name: string;
  last_name: string;
  company_name: string | null;
  phone: string;
  address: string;
  changed_at: Date;
};

const LASTS_MS = 30 * 60 * 1000;
const ALARM_BEFORE_S = 15 * 60;
/** How often calendar programs are asked to look again, in seconds. */
const REFRESH_S = 15 * 60;

/**
 * The file that a calendar program reads. The same entries make the same bytes: whatever a program was told before keeps
 * its UID, so it moves when its time moves.
 *
 * @param portalUrl where people reach the portal, without a slash at the end
 */
export function calendarFile(entries: readonly CalendarEntry[], portalUrl: string): { body: string; etag: string } {
  const calendar = ical({
    name: 'CircleTel leads',
    prodId: { company: 'CircleTel', product: 'Partner portal', language: 'EN' },
    ttl: REFRESH_S,
  });
  for (const entry of entries) {
    const name = plain(`${entry.first_name} ${entry.last_name}`);
    const phone = plain(entry.phone);
    calendar.createEvent({
      id: entry.activity_id,
      start: entry.due_at,
      end: new Date(entry.due_at.getTime() + LASTS_MS),
      stamp: entry.changed_at,
      lastModified: entry.changed_at,
      summary: entry.next_action ? `${plain(entry.next_action)}: ${name}` : `Call ${name}`,
      location: plain(entry.address) || null,
      description: [entry.company_name && plain(entry.company_name), readablePhone(phone), callLink(phone)]
        .filter(Boolean)
        .join('\n'),
      url: `${portalUrl}${PAGES.partner.lead(entry.lead_id)}`,
      alarms: [{ type: ICalAlarmType.display, trigger: ALARM_BEFORE_S, description: name }],
    });
  }
  const body = calendar.toString();
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
}

/** Text without control characters: a line break that a person typed must not become a line of the file. */
function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}
