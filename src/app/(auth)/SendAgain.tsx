'use client';
import { useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { toast } from '@/ui/toast-store';
import { describeRefusal } from '@/ui/use-api-form';

/** Asks for the same mail once more, and says so. */
export function SendAgain({ send }: { send: () => Promise<unknown> }) {
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const again = async () => {
    setSending(true);
    setFailure(undefined);
    try {
      await send();
      toast.success('Sent again.');
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      setFailure(describeRefusal(error));
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <FormErrorSummary message={failure} />
      <Button size="lg" block loading={sending} onClick={() => void again()}>
        Send it again
      </Button>
    </>
  );
}
