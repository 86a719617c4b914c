import { describe, expect, it } from 'vitest';
import { crmStateOf } from './crm-state';

const earlier = new Date('2026-11-20T08:00:00.000Z');
const later = new Date('2026-11-20T08:00:00.001Z');
const taken = {
  zoho_sync_status: 'synced',
  zoho_synced_at: later,
  partner_last_contact: earlier,
  partner_assigned_at: earlier,
};

describe('whether the CRM has the latest state of a lead', () => {
  it('is so once the CRM took it after the last change', () => {
    expect(crmStateOf(taken)).toBe('synced');
    expect(crmStateOf({ ...taken, partner_last_contact: null, partner_assigned_at: null })).toBe('synced');
  });

  it('is no longer so the moment the lead is changed or assigned again', () => {
    expect(crmStateOf({ ...taken, zoho_synced_at: earlier, partner_last_contact: later })).toBe('pending');
    expect(crmStateOf({ ...taken, zoho_synced_at: earlier, partner_assigned_at: later })).toBe('pending');
  });

  it('is not so before the first time, or when the CRM refuses', () => {
    expect(crmStateOf({ ...taken, zoho_sync_status: 'pending', zoho_synced_at: null })).toBe('pending');
    expect(crmStateOf({ ...taken, zoho_sync_status: null })).toBe('pending');
    expect(crmStateOf({ ...taken, zoho_sync_status: 'failed', partner_last_contact: later })).toBe('failed');
  });
});
