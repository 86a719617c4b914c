declare global {
  /** Read by `get-nonce`, through which Radix's scroll lock marks the one style element it adds. */
  var __webpack_nonce__: string | undefined;
}

/** Hands the page's own nonce to libraries that add a style element, so that the content policy lets it through. */
export function shareNonce(): void {
  if (typeof document === 'undefined') return;
  globalThis.__webpack_nonce__ ??= document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
}
