import type { ReactNode } from 'react';
import { cn } from './cn';
import { Input } from './Input';
import { Label } from './Label';
import { NativeSelect } from './NativeSelect';

/** The id of the control with this name, which its label points to. */
export const filterId = (name: string): string => `filter-${name}`;

type FilterFieldProps = {
  name: string;
  label: string;
  /** Where its usual width does not suit it. */
  className?: string | undefined;
  children: ReactNode;
};

/** One field of a FilterForm with its label above it; the control carries `filterId(name)`. */
export function FilterField({ name, label, className, children }: FilterFieldProps) {
  return (
    <div className={cn('grid min-w-36 flex-1 gap-1.5 md:w-48 md:flex-none', className)}>
      <Label htmlFor={filterId(name)}>{label}</Label>
      {children}
    </div>
  );
}

type FilterChoiceProps = {
  name: string;
  label: string;
  /** Empty for no choice. */
  value: string;
  /** What no choice is called; left out where one is always made. */
  any?: string;
  /** Each value with its words. */
  options: readonly (readonly [string, string])[];
  className?: string;
};

/** A choice between fixed values. */
export function FilterChoice({ name, label, value, any, options, className }: FilterChoiceProps) {
  return (
    <FilterField name={name} label={label} className={className}>
      <NativeSelect id={filterId(name)} name={name} defaultValue={value}>
        {any ? <option value="">{any}</option> : null}
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </NativeSelect>
    </FilterField>
  );
}

type FilterSearchProps = { name: string; value: string; placeholder: string; minLength?: number };

/** The words that are searched for. */
export function FilterSearch({ name, value, placeholder, minLength }: FilterSearchProps) {
  return (
    <FilterField name={name} label="Search" className="w-full min-w-0 flex-none md:w-72">
      <Input
        id={filterId(name)}
        type="search"
        name={name}
        defaultValue={value}
        minLength={minLength}
        maxLength={100}
        enterKeyHint="search"
        placeholder={placeholder}
      />
    </FilterField>
  );
}
