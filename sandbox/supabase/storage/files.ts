import { createHash, randomUUID } from 'node:crypto';
import { copyFile, type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { tooLarge } from './errors';

const VERSION = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What was written: the opaque name of the file, its size in bytes and the MD5 that serves as ETag. */
export interface StoredFile {
  version: string;
  size: number;
  eTag: string;
}

/** A file that is held open until it was read or is closed. */
export interface OpenFile {
  size: number;
  /** Reads part of it, `end` inclusive, and closes it. */
  read(range: { start: number; end: number }): Readable;
  close(): Promise<void>;
}

/** The files of all buckets, below one folder, under opaque names: no name that a client sends ever reaches the disk. */
export interface FileStore {
  /** Streams a body to disk; it appears under its name only when it is complete and synced. Throws `EntityTooLarge`. */
  write(chunks: AsyncIterable<Uint8Array>, limitBytes: number): Promise<StoredFile>;
  /** A second file with the same content. */
  duplicate(version: string): Promise<string>;
  /** Opens a file, which can then be read to its end although it is removed meanwhile; null when it is not there. */
  open(version: string): Promise<OpenFile | null>;
  /** Removes files; absent ones are ignored. */
  remove(versions: string[]): Promise<void>;
}

/** Prepares the folder and clears what an interrupted upload left behind. */
export async function openFileStore(dataDir: string): Promise<FileStore> {
  const incoming = path.join(dataDir, 'incoming');
  const objects = path.join(dataDir, 'objects');
  await mkdir(incoming, { recursive: true });
  await mkdir(objects, { recursive: true });
  for (const left of await readdir(incoming)) await rm(path.join(incoming, left), { force: true });

  const place = (version: string) => {
    if (!VERSION.test(version)) throw new Error('not a version of a stored file');
    return path.join(objects, version.slice(0, 2), version);
  };
  const settle = async (temporary: string, version: string) => {
    const target = place(version);
    await mkdir(path.dirname(target), { recursive: true });
    await rename(temporary, target);
    await syncFolder(path.dirname(target));
  };
  return {
    write: async (chunks, limitBytes) => {
      const version = randomUUID();
      const temporary = path.join(incoming, version);
      try {
        const written = await writeSynced(temporary, chunks, limitBytes);
        await settle(temporary, version);
        return { version, ...written };
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    duplicate: async (version) => {
      const copy = randomUUID();
      const temporary = path.join(incoming, copy);
      await copyFile(place(version), temporary);
      await settle(temporary, copy);
      return copy;
    },
    open: (version) => openFile(place(version)),
    remove: async (versions) => {
      for (const version of versions) await rm(place(version), { force: true });
    },
  };
}

async function openFile(file: string): Promise<OpenFile | null> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!handle) return null;
  const { size } = await handle.stat();
  return { size, read: (range) => handle.createReadStream(range), close: () => handle.close() };
}

async function writeSynced(file: string, chunks: AsyncIterable<Uint8Array>, limitBytes: number) {
  const hash = createHash('md5');
  const handle = await open(file, 'wx', 0o600);
  let size = 0;
  try {
    for await (const chunk of chunks) {
      size += chunk.byteLength;
      if (size > limitBytes) throw tooLarge();
      hash.update(chunk);
      await writeAll(handle, chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { size, eTag: `"${hash.digest('hex')}"` };
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < chunk.byteLength) {
    const { bytesWritten } = await handle.write(chunk, offset);
    offset += bytesWritten;
  }
}

/** Makes a rename survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
