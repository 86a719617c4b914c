import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line and error of one request or job carries. */
export type RequestContext = { requestId: string };

/** Next bundles its own copy of this module, so the one store of a process hangs on globalThis. */
const STORE = Symbol.for('circletel.portal.request-context');
type WithStore = typeof globalThis & { [STORE]?: AsyncLocalStorage<RequestContext> };
// The symbol is this module's own, so the property can hold nothing else.
const holder = globalThis as WithStore;
holder[STORE] ??= new AsyncLocalStorage<RequestContext>();
const storage = holder[STORE];

/** Runs `work` so that everything logged inside it carries `context`. */
export function runInContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId;
}

/** A caller may bring its own id, so that a chain of calls can be followed; anything but a plain one is replaced. */
export function requestIdFrom(given: string | null | undefined): string {
  return given && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}
