import { ApiRequestError } from '@/ui/api-request';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * Waits before the next attempt, longer each time; a device that comes online again ends the wait at once.
 *
 * @param failures that came before this one
 * @throws ApiRequestError request_aborted when the person stops it
 */
export function waitForConnection(failures: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      removeEventListener('online', online);
      signal.removeEventListener('abort', stopped);
      settle();
    };
    const online = () => end(resolve);
    const stopped = () => end(() => reject(new ApiRequestError('Stopped.', { status: 0, code: 'request_aborted' })));
    const timer = setTimeout(online, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures));
    addEventListener('online', online);
    signal.addEventListener('abort', stopped);
    if (signal.aborted) stopped();
  });
}
