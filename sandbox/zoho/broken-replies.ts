import type { ServerResponse } from 'node:http';

function sizeOf(chunk: unknown): number {
  return typeof chunk === 'string' || chunk instanceof Uint8Array ? chunk.length : 0;
}

/** Lets the headers out but never a byte of the reply, and never ends it: the caller waits for ever. */
export function hangReply(res: ServerResponse): void {
  res.write = () => true;
  res.end = () => res;
}

/** Lets half of the reply out, then drops the connection. */
export function cutReply(res: ServerResponse): void {
  const write = res.write.bind(res);
  let done = false;
  const cut = (chunk: unknown): void => {
    if (done || sizeOf(chunk) < 2) return;
    done = true;
    const half =
      typeof chunk === 'string' || chunk instanceof Uint8Array ? chunk.slice(0, Math.floor(chunk.length / 2)) : '';
    write(half, () => res.destroy());
  };
  res.write = (chunk: unknown) => {
    cut(chunk);
    return true;
  };
  res.end = (chunk?: unknown) => {
    cut(chunk);
    if (!done) res.destroy();
    return res;
  };
}
