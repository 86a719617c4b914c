'use client';
import { Camera, FileText, Paperclip, X } from 'lucide-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import { cn } from './cn';
import { FieldError } from './Field';
import { findFileFault } from './file-fault';
import { formatBytes } from './number-format';

type FileDropProps = {
  /** Name of the file input. */
  name?: string;
  /** What to choose: "Identity document". */
  label: string;
  /** Accepted types as the input's `accept` takes them, and in words for people. */
  accept: string;
  acceptWords: string;
  maximumBytes: number;
  file: File | null;
  onFile: (file: File | null) => void;
  error?: string | undefined;
  /** 0 to 1 while the file is being sent; undefined otherwise. */
  progress?: number | undefined;
  /** Offers the camera by itself on a touch screen: "Take a photo". Only where a photograph is accepted. */
  cameraLabel?: string | undefined;
  className?: string;
};

/**
 * A place to drop a file, or to choose one; on phones the camera is a choice of its own. Size and type are checked before
 * anything is sent, so that nobody waits for a refusal. The server checks again.
 */
export function FileDrop({
  name = 'file',
  label,
  accept,
  acceptWords,
  maximumBytes,
  file,
  onFile,
  error,
  progress,
  cameraLabel,
  className,
}: FileDropProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState<string>();
  const shownError = fault ?? error;
  const sending = progress !== undefined;

  const take = (next: File | null) => {
    const found = next ? findFileFault(next, { accept, acceptWords, maximumBytes }) : undefined;
    setFault(found);
    onFile(found ? null : next);
    if ((found || !next) && input.current) input.current.value = '';
  };

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (!dropped || sending || !input.current) return;
    input.current.files = event.dataTransfer.files;
    take(dropped);
  };

  return (
    <div data-slot="file-drop" className={cn('grid gap-1.5', className)}>
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          'grid cursor-pointer justify-items-center gap-1 rounded-xl border border-dashed border-input bg-surface px-4 py-6 text-center transition-colors',
          'hover:border-navy hover:bg-background has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring',
          over && 'border-navy border-solid bg-info-tint',
          shownError && 'border-danger',
          file && 'sr-only',
        )}
      >
        <Paperclip aria-hidden className="mb-1 size-5 text-muted-foreground" />
        <span className="font-medium">{label}</span>
        <span className="text-[0.8125rem] text-muted-foreground">
          <span className="text-link underline underline-offset-2">Choose a file</span>
          <span className="hidden md:inline"> or drop it here</span>
        </span>
        <span className="text-xs text-muted-foreground">
          {acceptWords}, at most {formatBytes(maximumBytes)}
        </span>
        <input
          ref={input}
          id={id}
          type="file"
          name={name}
          accept={accept}
          disabled={sending}
          aria-invalid={shownError ? true : undefined}
          aria-describedby={shownError ? `${id}-error` : undefined}
          onChange={(event) => take(event.target.files?.[0] ?? null)}
          className="sr-only"
        />
      </label>
      {cameraLabel && !file ? <CameraButton label={cameraLabel} disabled={sending} onPhoto={take} /> : null}
      {file ? <ChosenFile file={file} progress={progress} onRemove={() => take(null)} /> : null}
      {shownError ? <FieldError id={`${id}-error`}>{shownError}</FieldError> : null}
    </div>
  );
}

/** Opens the camera at once. The photograph goes the way of any chosen file. */
function CameraButton({
  label,
  disabled,
  onPhoto,
}: {
  label: string;
  disabled: boolean;
  onPhoto: (file: File | null) => void;
}) {
  return (
    <label className="hidden min-h-11 cursor-pointer items-center justify-center gap-2 rounded-lg border border-input bg-surface px-4 font-medium has-focus-visible:outline-2 has-focus-visible:outline-ring pointer-coarse:flex">
      <Camera aria-hidden className="size-4.5" />
      {label}
      <input
        type="file"
        accept="image/jpeg,image/png"
        capture="environment"
        disabled={disabled}
        onChange={(event) => onPhoto(event.target.files?.[0] ?? null)}
        className="sr-only"
      />
    </label>
  );
}

function ChosenFile({ file, progress, onRemove }: { file: File; progress: number | undefined; onRemove: () => void }) {
  const percent = progress === undefined ? undefined : Math.round(progress * 100);
  return (
    <div className="grid gap-2 rounded-xl border border-border bg-surface px-4 py-3">
      <div className="flex min-h-8 items-center gap-3">
        <FileText aria-hidden className="size-5 shrink-0 text-muted-foreground" />
        <p className="min-w-0 flex-1 truncate font-medium">{file.name}</p>
        <p className="figures text-[0.8125rem] text-muted-foreground">
          {percent === undefined ? formatBytes(file.size) : `${percent} %`}
        </p>
        {percent === undefined ? (
          <button
            type="button"
            aria-label={`Remove ${file.name}`}
            onClick={onRemove}
            className="-mr-2 grid size-11 place-items-center rounded-md text-muted-foreground hover:bg-sunken hover:text-foreground md:size-8"
          >
            <X aria-hidden className="size-4" />
          </button>
        ) : null}
      </div>
      {percent === undefined ? null : (
        <progress
          value={percent}
          max={100}
          aria-label={`Sending ${file.name}`}
          className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-border [&::-moz-progress-bar]:bg-navy [&::-webkit-progress-bar]:bg-border [&::-webkit-progress-value]:bg-navy [&::-webkit-progress-value]:transition-[width]"
        />
      )}
    </div>
  );
}
