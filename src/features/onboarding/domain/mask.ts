/** How a number is shown of which only the last four digits are known here. */
export function masked(lastFour: string): string {
  return `•••• ${lastFour}`;
}
