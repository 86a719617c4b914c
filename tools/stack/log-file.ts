import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

const maxBytes = 20 * 1024 * 1024;

/** Where a part of the stack writes what it prints. */
export type LogFile = {
  file: string;
  write: (line: string) => void;
  tail: (lines: number) => string;
  close: () => Promise<void>;
};

/** Opens `<folder>/<name>.log` for appending; one that has grown too big is put aside first. */
export function openLog(folder: string, name: string): LogFile {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${name}.log`);
  if (existsSync(file) && statSync(file).size > maxBytes) renameSync(file, `${file}.old`);
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  const recent: string[] = [];
  return {
    file,
    write(line) {
      stream.write(`${line}\n`);
      recent.push(line);
      if (recent.length > 50) recent.shift();
    },
    tail: (lines) => recent.slice(-lines).join('\n'),
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}

/** The last lines of a file that another process writes. */
export function tailOf(file: string, lines: number): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '';
}
