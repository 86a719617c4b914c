import type { NextConfig } from 'next';

/**
 * Security headers, among them the nonce policy, are set per request in src/proxy.ts. Every page renders dynamically,
 * because a page rendered at build time cannot carry a nonce; for the same reason `cacheComponents` stays off.
 */
const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  // Types are checked by `npm run check`, over the whole project and once.
  typescript: { ignoreBuildErrors: true },
  reactCompiler: true,
  reactStrictMode: true,
  devIndicators: false,
  experimental: {
    optimizePackageImports: ['radix-ui', 'lucide-react'],
  },
};

export default config;
