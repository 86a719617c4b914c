'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { callApi } from '@/ui/call-api';
import { toast } from '@/ui/toast-store';
import { progressClient } from './onboarding-client';

/** Hands a rejected application in again. */
export function ApplyAgain() {
  const router = useRouter();
  const queries = useQueryClient();
  const [sending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    try {
      const { partner } = await callApi(progressClient.partners.onboarding.again.$post());
      queries.setQueryData(['application'], partner);
      router.refresh();
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      toast.error(error.message);
    } finally {
      setSending(false);
    }
  };
  return (
    <Button variant="primary" loading={sending} onClick={() => void send()}>
      Apply again
    </Button>
  );
}
