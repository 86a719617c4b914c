import type { Metadata, Viewport } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { cn } from '@/ui/cn';
import { OfflineBanner } from '@/ui/OfflineBanner';
import { Toaster } from '@/ui/Toaster';
import { inter, jetbrainsMono, manrope } from './fonts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'CircleTel partners', template: '%s – CircleTel partners' },
  description: 'Sell CircleTel connectivity: register as a sales partner, work your leads and follow your commission.',
  formatDetection: { telephone: false, address: false, email: false },
};

export const viewport: Viewport = {
  themeColor: '#1b2a4a',
  width: 'device-width',
  initialScale: 1,
};

/** Waits for a request, so that no page below is rendered at build time: the scripts need the nonce of each answer. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  return (
    <html lang="en-ZA" className={cn(inter.variable, manrope.variable, jetbrainsMono.variable)}>
      <body className="min-h-dvh">
        <OfflineBanner />
        {children}
        <Toaster />
      </body>
    </html>
  );
}
