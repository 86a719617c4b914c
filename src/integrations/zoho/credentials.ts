type Headers = Readonly<Record<string, string>>;

/** What proves to the server who is calling. */
export interface CrmCredentials {
  /** For every request anew. @throws CrmError when there is nothing to prove it with */
  headers(): Promise<Headers>;
  /** The server answered 401 to these headers. True when there are new ones and the call may be made once more. */
  refused?(headers: Headers): Promise<boolean>;
}

/** An Authorization header that never changes; null where the address alone is enough. */
export function fixedAuthorization(value: string | null): CrmCredentials {
  const headers: Record<string, string> = value === null ? {} : { authorization: value };
  return { headers: () => Promise.resolve(headers) };
}
