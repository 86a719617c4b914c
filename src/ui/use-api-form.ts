'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type UseFormRegister,
  type UseFormReturn,
  useForm,
  useFormState,
} from 'react-hook-form';
import type { $ZodType } from 'zod/v4/core';
import { ApiRequestError } from './api-request';

type ApiFormOptions<Input extends FieldValues, Output> = {
  /** Of `zod` or `zod/mini`; what it makes of the fields is what `send` gets. */
  schema: $ZodType<Output, Input>;
  /**
   * What the fields hold at first. Leave out what is empty: then that which is typed before the page's script runs is kept.
   */
  defaultValues?: DefaultValues<Input>;
  /** When faults are first shown: on going from a field to the next, or for short forms on submit only. */
  mode?: 'onTouched' | 'onSubmit';
  /** Sends the checked values. May throw `ApiRequestError`; its `fields` land at the fields, its sentence in `failure`. */
  send: (values: Output) => Promise<void>;
};

/** A form that checks itself by a schema, posts to the API, and shows a refusal where it belongs. Values are never lost. */
export function useApiForm<Input extends FieldValues, Output>({
  schema,
  defaultValues,
  mode = 'onTouched',
  send,
}: ApiFormOptions<Input, Output>) {
  const form = useForm<Input, unknown, Output>({
    resolver: zodResolver(schema),
    mode: 'onSubmit',
    reValidateMode: 'onChange',
    ...(defaultValues ? { defaultValues } : {}),
  });
  // Not `form.formState`: `form` is the same object for ever, so the compiler would remember its first errors.
  const { errors, isSubmitting } = useFormState({ control: form.control });
  const register = mode === 'onTouched' ? registerChecked(form) : form.register;
  const [failure, setFailure] = useState<string>();
  const submit = form.handleSubmit(async (values) => {
    setFailure(undefined);
    try {
      await send(values);
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      setFailure(placeRefusal(form, error));
    }
  });
  return {
    register,
    control: form.control,
    setValue: form.setValue,
    getValues: form.getValues,
    reset: form.reset,
    errors,
    sending: isSubmitting,
    /** What went wrong with the form as a whole; goes into `FormErrorSummary`. */
    failure,
    submit: (event: React.FormEvent) => void submit(event),
  };
}

/**
 * Checks what was typed as soon as one goes on to the next field, and a faulty field at every change. Not on every way
 * out of a field (react-hook-form's "onTouched"): a sentence that appears while a button is being pressed moves the
 * button from under the pointer, and the press is lost.
 */
function registerChecked<Input extends FieldValues, Output>(
  form: UseFormReturn<Input, unknown, Output>,
): UseFormRegister<Input> {
  return (name, options) => {
    const field = form.register(name, options);
    return {
      ...field,
      onBlur: async (event) => {
        await field.onBlur(event);
        if (form.getValues(name) && goesToField(event)) await form.trigger(name);
      },
      onChange: async (event) => {
        await field.onChange(event);
        if (form.getFieldState(name).invalid) await form.trigger(name);
      },
    };
  };
}

function goesToField(event: object): boolean {
  const next = 'relatedTarget' in event ? event.relatedTarget : null;
  return next instanceof HTMLInputElement || next instanceof HTMLSelectElement || next instanceof HTMLTextAreaElement;
}

/** Puts the refusal's sentences at their fields and focuses the first; returns what concerns the form as a whole. */
function placeRefusal<Input extends FieldValues, Output>(
  form: UseFormReturn<Input, unknown, Output>,
  error: ApiRequestError,
): string | undefined {
  const values = form.getValues();
  const placed = Object.keys(values).filter((name) => name in error.fields);
  for (const [index, name] of placed.entries()) {
    // A key of the form's values is a path of it; the type cannot see that.
    const path = name as Path<Input>;
    form.setError(path, { type: 'server', message: error.fields[name] ?? error.message }, { shouldFocus: index === 0 });
  }
  const unplaced = Object.keys(error.fields).length - placed.length;
  return placed.length > 0 && unplaced === 0 ? undefined : describeRefusal(error);
}

/** The refusal's sentence, with the time to wait where one was given. */
export function describeRefusal({ message, retryAfterSeconds }: ApiRequestError): string {
  if (!retryAfterSeconds) return message;
  const wait =
    retryAfterSeconds < 90 ? `${Math.ceil(retryAfterSeconds)} s` : `${Math.ceil(retryAfterSeconds / 60)} min`;
  return `${message} You can try again in ${wait}.`;
}
