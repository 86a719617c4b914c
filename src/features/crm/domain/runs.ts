/** Walks over everything. */
export const RUN_KINDS = ['dry_run', 'backfill', 'reconcile'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

export const RUN_LABELS: Record<RunKind, string> = {
  dry_run: 'Dry run',
  backfill: 'First filling',
  reconcile: 'Comparison',
};

export const RUN_STATES = ['queued', 'running', 'done', 'failed', 'stopped'] as const;
export type RunState = (typeof RUN_STATES)[number];

export const RUN_STATE_LABELS: Record<RunState, string> = {
  queued: 'Waiting to begin',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  stopped: 'Stopped',
};

/** Under way; at most one run is. */
export function isActive(state: RunState): boolean {
  return state === 'queued' || state === 'running';
}

type KnownRun = { kind: RunKind; state: RunState; requestedAtMs: number };

/**
 * Why a run may not begin, or null. The first filling writes to both sides, so it follows a dry run that was made with the
 * mapping as it stands: what is written is what was shown.
 */
export function whyNotRun(
  kind: RunKind,
  latestFirst: readonly KnownRun[],
  mappingChangedAtMs: number | null,
): string | null {
  if (latestFirst.some(({ state }) => isActive(state)))
    return 'Another run is under way. Wait for its end, or stop it.';
  if (kind !== 'backfill') return null;
  const shown = latestFirst.find((run) => run.kind === 'dry_run' && run.state === 'done');
  if (!shown) return 'Do a dry run first: it shows what would be created, linked and changed.';
  if (mappingChangedAtMs !== null && shown.requestedAtMs < mappingChangedAtMs) {
    return 'The mapping was changed after the last dry run. Do another one, so that you see what will happen.';
  }
  return null;
}

/** What a run counts, in words, by the name it has in the counts; what is not named here is shown by its own name. */
export const COUNT_LABELS: Readonly<Record<string, string>> = {
  crm_create: 'Created',
  crm_link: 'Linked to an existing record',
  crm_change: 'Changed',
  portal_create: 'Created',
  portal_link: 'Linked to an existing record',
  portal_change: 'Changed',
  conflicts: 'Changed on both sides',
  unknown_values: 'Values that are not mapped',
  walked: 'Records looked at',
};

/** The counts of one direction, in the order of a table. */
export const DIRECTIONS = {
  to_crm: { label: 'In Zoho CRM', place: 'in Zoho CRM', counts: ['crm_create', 'crm_link', 'crm_change'] },
  to_portal: {
    label: 'In the portal',
    place: 'in the portal',
    counts: ['portal_create', 'portal_link', 'portal_change'],
  },
} as const;

export const ACTION_LABELS = { create: 'Create', link: 'Link', change: 'Change' } as const;
