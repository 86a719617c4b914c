/**
 * Goes to another page by a full load, so that the server sees the new session, and resolves only when this page is
 * shown again from the browser's memory: until then the form stays busy.
 */
export function leaveFor(href: string): Promise<void> {
  const shownAgain = new Promise<void>((resolve) => {
    addEventListener('pageshow', () => resolve(), { once: true });
  });
  location.assign(href);
  return shownAgain;
}
