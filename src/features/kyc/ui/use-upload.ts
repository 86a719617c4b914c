'use client';
import { useEffect, useRef, useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { describeRefusal } from '@/ui/use-api-form';
import type { DocumentType } from '../domain/document-types';
import type { KycDocument } from '../schema';
import { sendFile } from './send-file';

type UploadState = {
  /** 0 to 1 while a file travels; undefined otherwise. */
  progress: number | undefined;
  /** True while the connection is lost and the file waits to go on by itself. */
  waiting: boolean;
  /** Why the last one was not taken. */
  refusal: string | undefined;
};

const IDLE: UploadState = { progress: undefined, waiting: false, refusal: undefined };

type UploadOptions = { onTaken: (document: KycDocument, message: string) => void; onStopped: () => void };
export type Wanted = { file: File; type: DocumentType; replacesId: string | undefined };

/** Sends one document at a time, says how far it is, survives a lost connection, and stops when asked to. */
export function useUpload({ onTaken, onStopped }: UploadOptions) {
  const [state, setState] = useState(IDLE);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const send = async (wanted: Wanted) => {
    const stop = new AbortController();
    running.current = stop;
    setState({ ...IDLE, progress: 0 });
    try {
      const { document, message } = await sendFile({
        ...wanted,
        signal: stop.signal,
        onProgress: (progress) => setState((known) => ({ ...known, progress })),
        onWaiting: (waiting) => setState((known) => ({ ...known, waiting })),
      });
      setState(IDLE);
      onTaken(document, message);
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      const stopped = error.code === 'request_aborted';
      setState({ ...IDLE, refusal: stopped ? undefined : describeRefusal(error) });
      if (stopped) onStopped();
    }
  };

  return {
    ...state,
    sending: state.progress !== undefined,
    send,
    stop: () => running.current?.abort(),
    refuse: (refusal: string) => setState({ ...IDLE, refusal }),
    clear: () => setState(IDLE),
  };
}
