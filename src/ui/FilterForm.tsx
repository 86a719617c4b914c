'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { cn } from './cn';

type FilterFormProps = {
  /** The list's own address; what is chosen becomes its query. */
  action: string;
  /** "Filter applications": the form's name. */
  label: string;
  /** What the address says now, by the name of each field. */
  values: Readonly<Record<string, string>>;
  className?: string;
  children: ReactNode;
};

type Control = HTMLInputElement | HTMLSelectElement;

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element): element is Control => element instanceof HTMLInputElement || element instanceof HTMLSelectElement,
  );
}

/**
 * A GET form whose fields are a list's filters: it works without script, and with it the page stays while the list
 * changes. A select acts when it is changed. Fields follow the address when one goes back.
 */
export function FilterForm({ action, label, values, className, children }: FilterFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const said = JSON.stringify(values);
  const followed = useRef<Readonly<Record<string, string>>>(null);
  useEffect(() => {
    if (!form.current || JSON.stringify(followed.current) === said) return;
    const before = followed.current;
    followed.current = values;
    const astray = controlsOf(form.current).filter(({ name, value }) => name in values && value !== values[name]);
    if (before === null) {
      // Chosen before the page's script ran: it acts now.
      if (astray.some((control) => control instanceof HTMLSelectElement)) form.current.requestSubmit();
      return;
    }
    // What was typed into a field while another one acted stays: only what the address says anew is followed.
    for (const control of astray) {
      if (before[control.name] !== values[control.name]) control.value = values[control.name] ?? '';
    }
  }, [said, values]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = controlsOf(event.currentTarget)
      .filter(({ name, value }) => name !== '' && value.trim() !== '')
      .map(({ name, value }) => [name, value.trim()]);
    const query = new URLSearchParams(chosen).toString();
    router.push(query ? `${action}?${query}` : action);
  };

  return (
    <search>
      <form
        ref={form}
        action={action}
        aria-label={label}
        // A reload shows what the address says, not what was chosen and never asked for.
        autoComplete="off"
        onSubmit={submit}
        onChange={(event) => event.target instanceof HTMLSelectElement && event.currentTarget.requestSubmit()}
        className={cn('mb-4 flex flex-wrap items-end gap-3', className)}
      >
        {children}
      </form>
    </search>
  );
}
