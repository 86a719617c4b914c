/** The CRM wants whole seconds and an offset: fractions were seen to be refused. @throws RangeError when it is no time */
export function toCrmTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}+00:00`;
}
