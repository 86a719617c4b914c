import { createServerClient } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';

/** A browser's cookies, as one visitor has them. */
export class CookieJar {
  private readonly cookies = new Map<string, string>();

  /** The client that a server makes for one request of this visitor. */
  client(project: { url: string; publishableKey: string }): SupabaseClient {
    return createServerClient(project.url, project.publishableKey, {
      cookies: {
        getAll: () => [...this.cookies].map(([name, value]) => ({ name, value })),
        setAll: (changes) => {
          for (const { name, value, options } of changes) {
            if (options.maxAge === 0) this.cookies.delete(name);
            else this.cookies.set(name, value);
          }
        },
      },
    });
  }

  names(): string[] {
    return [...this.cookies.keys()];
  }

  /** Whether any cookie holds this text, decoded or not. */
  holds(text: string): boolean {
    return [...this.cookies.values()].some((value) => {
      const decoded = Buffer.from(value.replace(/^base64-/, ''), 'base64url').toString();
      return value.includes(text) || decoded.includes(text);
    });
  }
}
