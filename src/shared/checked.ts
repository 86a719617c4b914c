/** What a check makes of something a person typed: the value as it is stored, or a sentence that says what to do. */
export type Checked = { ok: true; value: string; warning?: string } | { ok: false; message: string };

export const good = (value: string, warning?: string): Checked => ({
  ok: true,
  value,
  ...(warning ? { warning } : {}),
});
export const bad = (message: string): Checked => ({ ok: false, message });
