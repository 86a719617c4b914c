'use client';
import { useLiveLeads } from './use-live-leads';

/** Nothing to see: mounted around pages of leads, it keeps them up to date. */
export function LiveLeads() {
  useLiveLeads();
  return null;
}
