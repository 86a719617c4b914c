import { log } from '@/platform/log/log';
import { CHANGES_LIMIT, type Changes, readLeadChanges } from './read-changes';

/** How often the database is asked, once for all open pages together. */
const EVERY_MS = 1_000;

/**
 * Changes are told by the time at which their transaction began, and seen when it ends. So each question goes back this
 * far, and what was told already is remembered as long.
 */
const OVERLAP_SECONDS = 30;

/** Browser windows of one user that may listen at once. */
const STREAMS_A_USER = 5;

/** What a page is told: ids of leads that changed, or that too many did to name them. */
export type News = readonly string[] | 'many';

type Change = Changes['changes'][number];

/** What waits to be sent to one open page. It holds each id once, so a page that reads slowly costs no memory. */
class Inbox {
  readonly #ids = new Set<string>();
  #many = false;
  #wake: (() => void) | undefined;
  closed = false;

  constructor(
    readonly userId: string,
    readonly partnerId: string,
  ) {}

  put(leadId: string): void {
    this.#ids.add(leadId);
    this.#wake?.();
  }

  putMany(): void {
    this.#many = true;
    this.#wake?.();
  }

  close(): void {
    this.closed = true;
    inboxes.delete(this);
    this.#wake?.();
  }

  /** What is new; waits for it, but no longer than this: null when nothing came. */
  async next(timeoutMs: number): Promise<News | null> {
    if (!this.#many && this.#ids.size === 0 && !this.closed) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        timer = setTimeout(resolve, timeoutMs);
      });
      clearTimeout(timer);
      this.#wake = undefined;
    }
    const news = this.#many ? 'many' : [...this.#ids];
    this.#many = false;
    this.#ids.clear();
    return news === 'many' || news.length > 0 ? news : null;
  }
}

export type { Inbox };

const inboxes = new Set<Inbox>();
/** What was told within the overlap, by what makes a change one of its own. */
const told = new Map<string, Change>();
let since: string | null = null;
let timer: NodeJS.Timeout | undefined;
let asking = false;
let stopped = false;

/**
 * Begins to listen for the changes of a partner's leads, those of the last half minute first: the page may be a little
 * older than its ear. Null when the user listens in too many windows, or when the process ends.
 */
export function openInbox(userId: string, partnerId: string): Inbox | null {
  const open = [...inboxes].filter((inbox) => inbox.userId === userId).length;
  if (stopped || open >= STREAMS_A_USER) return null;
  const inbox = new Inbox(userId, partnerId);
  inboxes.add(inbox);
  for (const change of told.values()) if (change.partner_id === partnerId) inbox.put(change.lead_id);
  if (!timer && !asking) void ask();
  return inbox;
}

/** Ends every stream, so that the process can end; pages then listen to the next one. */
export function closeInboxes(): void {
  stopped = true;
  for (const inbox of inboxes) inbox.close();
}

async function ask(): Promise<void> {
  timer = undefined;
  asking = true;
  try {
    tell(await readLeadChanges(since, OVERLAP_SECONDS));
  } catch (error) {
    // The pages wait; what they miss comes with the next answer, which begins where the last one ended.
    log.warn({ err: error }, 'changes of leads could not be read');
  }
  asking = false;
  if (inboxes.size > 0) timer = setTimeout(() => void ask(), EVERY_MS);
  else forget();
}

/** Nobody listens: who comes next asks anew. */
function forget(): void {
  since = null;
  told.clear();
}

function tell({ read_at, changes }: Changes): void {
  if (changes.length >= CHANGES_LIMIT) for (const inbox of inboxes) inbox.putMany();
  const known = new Map(told);
  // What the next question cannot find again need not be remembered.
  told.clear();
  for (const change of changes) {
    const key = `${change.lead_id} ${change.partner_id} ${change.changed_at}`;
    told.set(key, change);
    if (known.has(key)) continue;
    for (const inbox of inboxes) if (inbox.partnerId === change.partner_id) inbox.put(change.lead_id);
  }
  since = read_at;
}
