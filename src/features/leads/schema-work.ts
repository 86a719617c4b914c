import { z } from 'zod';
import { LEAD_STATUSES } from '@/shared/lead-status';
import { isStorable, NOT_STORABLE } from '@/shared/storable-text';
import { ACTIVITY_TYPES } from './domain/activity-types';
import { DECLINE_REASON_KEYS, needsWords } from './domain/decline-reasons';
import { LEAD_HISTORY_ACTIONS } from './domain/lead-history';
import { Lead } from './schema';
import { Registration } from './schema-registration';

export const Activity = z
  .object({
    id: z.uuid(),
    activity_type: z.enum(ACTIVITY_TYPES),
    subject: z.string().nullable(),
    description: z.string().nullable(),
    outcome: z.string().nullable(),
    next_action: z.string().nullable(),
    next_action_date: z.iso.datetime().nullable(),
    next_action_done_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof Activity>;

/** One line of a lead's own history. */
export const LeadHistoryEntry = z.object({
  at: z.iso.datetime(),
  action: z.enum(LEAD_HISTORY_ACTIONS),
  status: z.enum(LEAD_STATUSES).nullable().describe('What the status became, where it was changed'),
});
export type LeadHistoryEntry = z.infer<typeof LeadHistoryEntry>;

export const LeadDetail = z.object({
  lead: Lead,
  activities: z.array(Activity),
  history: z.array(LeadHistoryEntry),
  registration: Registration.nullable().describe('The partner’s own registration of this lead'),
});
export type LeadDetail = z.infer<typeof LeadDetail>;

const note = (label: string, max: number) =>
  z
    .string()
    .trim()
    .max(max, `${label} may have at most ${max} characters.`)
    .refine(isStorable, `${label} ${NOT_STORABLE}`)
    .optional();

const MOMENT = 'next_action_date must be a date and time of this century.';
/** A moment that a calendar can show; written in UTC, since Postgres knows fewer offsets than ISO 8601. */
const moment = z.iso
  .datetime({ offset: true, error: MOMENT })
  .refine((value) => /^20\d\d$/.test(String(new Date(value).getUTCFullYear())), MOMENT)
  .transform((value) => new Date(value).toISOString());

export const NewActivity = z
  .object({
    activity_type: z.enum(ACTIVITY_TYPES, `activity_type must be one of ${ACTIVITY_TYPES.join(', ')}.`),
    subject: note('Subject', 200),
    description: note('Description', 4000),
    outcome: note('Outcome', 500),
    next_action: note('Next action', 500),
    next_action_date: moment.optional(),
  })
  .refine((activity) => activity.subject || activity.description, {
    path: ['description'],
    message: 'Say in a few words what happened.',
  });
export type NewActivity = z.infer<typeof NewActivity>;
export const ActivityAnswer = z.object({ activity: Activity });

export const ActivityParam = z.object({ leadId: z.uuid(), activityId: z.uuid() });

/** What a partner says to an offer. */
export const OfferAnswer = z
  .object({
    answer: z.enum(['accepted', 'declined'], 'answer must be accepted or declined.'),
    reason: z.enum(DECLINE_REASON_KEYS, `reason must be one of ${DECLINE_REASON_KEYS.join(', ')}.`).optional(),
    note: note('Note', 500),
  })
  .refine(({ answer, reason }) => answer === 'accepted' || reason !== undefined, {
    path: ['reason'],
    message: 'Choose why you decline this lead.',
  })
  .refine(({ answer, reason, note: words }) => answer === 'accepted' || !reason || !needsWords(reason) || words, {
    path: ['note'],
    message: 'Say in a few words why.',
  });
export type OfferAnswer = z.infer<typeof OfferAnswer>;
export const OfferAnswered = z.object({ lead_id: z.uuid(), answer: z.enum(['accepted', 'declined']) });
export type OfferAnswered = z.infer<typeof OfferAnswered>;

/** A calendar that a phone subscribes to. */
export const CalendarState = z.object({
  made_at: z.iso.datetime().nullable().describe('null while it is off'),
  last_read_at: z.iso.datetime().nullable(),
});
export type CalendarState = z.infer<typeof CalendarState>;
export const CalendarAnswer = z.object({ calendar: CalendarState });
export const CalendarLink = z.object({
  calendar: CalendarState,
  url: z.string().describe('Shown this once: only a hash of its secret is kept'),
  webcal_url: z.string().describe('The same for a calendar program to open'),
});
export type CalendarLink = z.infer<typeof CalendarLink>;
export const CalendarParam = z.object({ secret: z.string().regex(/^[\w-]{43}$/) });
