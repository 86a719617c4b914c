'use client';
import { useRef, useState } from 'react';
import { API, API_BASE } from '@/shared/paths';
import { ApiRequestError, apiRequest } from '@/ui/api-request';
import { describeRefusal } from '@/ui/use-api-form';
import type { KycDocument } from '../schema';

const path = `${API_BASE}${API.partners.kycUpload}`;

/** The answer to an upload (UploadAnswer). */
type Taken = { document: KycDocument; message: string };

type UploadState = {
  /** 0 to 1 while a file travels; undefined otherwise. */
  progress: number | undefined;
  /** Why the last one was not taken. */
  refusal: string | undefined;
};

const IDLE: UploadState = { progress: undefined, refusal: undefined };

type UploadOptions = { onTaken: (document: KycDocument, message: string) => void; onStopped: () => void };

/** Sends one document at a time, says how far it is, and stops when asked to. */
export function useUpload({ onTaken, onStopped }: UploadOptions) {
  const [state, setState] = useState(IDLE);
  const running = useRef<AbortController>(undefined);

  const send = async (form: FormData) => {
    const stop = new AbortController();
    running.current = stop;
    setState({ progress: 0, refusal: undefined });
    try {
      const { document, message } = await apiRequest<Taken>('POST', path, {
        formData: form,
        signal: stop.signal,
        onUploadProgress: (progress) => setState({ progress, refusal: undefined }),
      });
      setState(IDLE);
      onTaken(document, message);
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      const stopped = error.code === 'request_aborted';
      setState({ progress: undefined, refusal: stopped ? undefined : describeRefusal(error) });
      if (stopped) onStopped();
    }
  };

  return {
    ...state,
    sending: state.progress !== undefined,
    send,
    stop: () => running.current?.abort(),
    refuse: (refusal: string) => setState({ progress: undefined, refusal }),
    clear: () => setState(IDLE),
  };
}
