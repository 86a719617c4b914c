export type ToastTone = 'success' | 'info' | 'danger';
export type ToastAction = { label: string; onSelect: () => void };
export type ToastEntry = { id: number; tone: ToastTone; message: string; action?: ToastAction | undefined };

type Options = { action?: ToastAction };

const maximumShown = 3;
const lifeMs: Record<ToastTone, number> = { success: 5_000, info: 5_000, danger: 12_000 };

let entries: readonly ToastEntry[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const timers = new Map<number, ReturnType<typeof setTimeout>>();

function publish(next: readonly ToastEntry[]): void {
  entries = next;
  for (const listener of listeners) listener();
}

function start(id: number, tone: ToastTone): void {
  timers.set(
    id,
    setTimeout(() => dismissToast(id), lifeMs[tone]),
  );
}

function show(tone: ToastTone, message: string, { action }: Options = {}): void {
  lastId += 1;
  publish([...entries, { id: lastId, tone, message, action }].slice(-maximumShown));
  start(lastId, tone);
}

/** Says what has just happened. What needs an answer or must be read belongs into the page, as an `Alert`. */
export const toast = {
  success: (message: string, options?: Options): void => show('success', message, options),
  info: (message: string, options?: Options): void => show('info', message, options),
  error: (message: string, options?: Options): void => show('danger', message, options),
};

export function dismissToast(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  publish(entries.filter((entry) => entry.id !== id));
}

/** While someone reads or reaches for a toast, none of them leaves. */
export function holdToasts(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
}

export function resumeToasts(): void {
  for (const entry of entries) if (!timers.has(entry.id)) start(entry.id, entry.tone);
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const readToasts = (): readonly ToastEntry[] => entries;

const none: readonly ToastEntry[] = [];
export const readNoToasts = (): readonly ToastEntry[] => none;
