/** Responses are looked at over so many days: how a partner works now, not how it once did. */
export const RESPONSE_WINDOW_DAYS = 90;
