import { formatBytes } from './number-format';

type FileRules = { accept: string; acceptWords: string; maximumBytes: number };

/** Why a chosen file will be refused, as a sentence that says what to do; undefined when it looks right. */
export function findFileFault(
  file: Pick<File, 'name' | 'size' | 'type'>,
  { accept, acceptWords, maximumBytes }: FileRules,
): string | undefined {
  if (file.size === 0) return 'This file is empty. Choose another one.';
  if (file.size > maximumBytes) {
    return `This file is ${formatBytes(file.size)}; at most ${formatBytes(maximumBytes)} can be sent. Make it smaller, or scan it in black and white.`;
  }
  if (!isAccepted(file, accept)) return `This kind of file cannot be used. Choose ${acceptWords}.`;
  return undefined;
}

function isAccepted({ name, type }: Pick<File, 'name' | 'type'>, accept: string): boolean {
  const lowerName = name.toLowerCase();
  return accept
    .split(',')
    .map((rule) => rule.trim().toLowerCase())
    .some((rule) => {
      if (rule.startsWith('.')) return lowerName.endsWith(rule);
      if (rule.endsWith('/*')) return type.startsWith(rule.slice(0, -1));
      return type === rule;
    });
}
