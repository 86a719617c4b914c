'use client';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/toast-store';
import { startRun } from './orders';

/** Has the values of the CRM read again. A dry run does that first, and writes nothing. */
export function ReadValuesButton({ variant = 'secondary' }: { variant?: 'primary' | 'secondary' }) {
  const [working, setWorking] = useState(false);
  const read = async () => {
    setWorking(true);
    try {
      await startRun('dry_run');
      toast.info('A dry run has begun. It reads the values first: reload this page in a moment.');
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      toast.error(error.message);
    } finally {
      setWorking(false);
    }
  };
  return (
    <Button variant={variant} loading={working} onClick={() => void read()}>
      <RefreshCw />
      Read values again
    </Button>
  );
}
