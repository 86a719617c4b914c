'use client';
import { RotateCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/toast-store';
import { SENDABLE } from '../../domain/sync-records';
import type { SyncRecord } from '../../schema-desk';
import { settle, syncNow } from './orders';

/** Sends one record now. */
export function SyncNowButton({ record }: { record: SyncRecord }) {
  const router = useRouter();
  const [working, setWorking] = useState(false);
  const seen = SENDABLE.find((state) => state === record.state);
  if (!seen) return null;
  const send = async () => {
    setWorking(true);
    try {
      const sent = await settle(
        syncNow(record, seen).then(() => true),
        () => router.refresh(),
      );
      if (sent) toast.info('The record is due now. This page shows what became of it when you reload it.');
      router.refresh();
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
