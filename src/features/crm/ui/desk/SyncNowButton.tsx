'use client';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/toast-store';
import { SENDABLE } from '../../domain/sync-records';
import type { RecordDetail, SyncRecord } from '../../schema-desk';
import { settle, syncNow } from './orders';

type SyncNowButtonProps = { record: SyncRecord; onSent: (detail: RecordDetail) => void; reload: () => void };

/** Sends one record now. Not drawn for a record that is on its way. */
export function SyncNowButton({ record, onSent, reload }: SyncNowButtonProps) {
  const [working, setWorking] = useState(false);
  const seen = SENDABLE.find((state) => state === record.state);
  if (!seen) return null;
  const send = async () => {
    setWorking(true);
    try {
      const detail = await settle(syncNow(record, seen), reload);
      if (!detail) return;
      onSent(detail);
      toast.info('The record is due now. This page shows what becomes of it.');
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      toast.error(error.message);
    } finally {
      setWorking(false);
    }
  };
  return (
    <Button variant="primary" loading={working} onClick={() => void send()}>
      <RotateCw />
      {record.state === 'failed' ? 'Send again' : 'Sync now'}
    </Button>
  );
}
