import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { signToken, verifyToken } from '@/platform/crypto/signed-token';
import { openableConsentLink } from './domain/consent-link';

const PURPOSE = 'crm-consent';

/** Long enough to log in at Zoho with a second factor. */
const LIFETIME_MS = 30 * 60_000;

const StateData = z.object({ nonce: z.string(), userId: z.uuid() });

/** The state of a consent that begins now: random, and good for the person who began it only. */
export function makeConsentState(userId: string, nowMs: number): string {
  return signToken(PURPOSE, { nonce: randomBytes(32).toString('base64url'), userId }, nowMs + LIFETIME_MS);
}

/** True when a state was made for this person and its time is not over. */
export function isConsentStateOf(userId: string, state: string, nowMs: number): boolean {
  const verdict = verifyToken(PURPOSE, state, StateData, nowMs);
  return verdict.ok && verdict.data.userId === userId;
}

/** How far a consent is that somebody has begun; one whose time is over counts as none. */
export function consentInSight(
  row: { oauth_state: string | null; oauth_url: string | null },
  nowMs: number,
): { state: 'none' | 'preparing' | 'ready'; url: string | null } {
  const isUnderWay = row.oauth_state !== null && verifyToken(PURPOSE, row.oauth_state, StateData, nowMs).ok;
  if (!isUnderWay) return { state: 'none', url: null };
  const url = openableConsentLink(row.oauth_url);
  return url ? { state: 'ready', url } : { state: 'preparing', url: null };
}
