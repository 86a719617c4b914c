import { createServer } from 'node:http';
import { z } from 'zod';

const mailSchema = z.object({
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
});
export type Mail = z.output<typeof mailSchema>;

/** A receiver that speaks the part of Resend's API which mails arrive through. */
export interface Mailbox {
  url: string;
  apiKey: string;
  /** Status of the next answers; 200 unless a case wants mails to be refused. */
  answerWith(status: number): void;
  all(to: string): Mail[];
  /** The link in the newest mail to this address. */
  link(to: string): URL;
  /** The six digits in the newest mail to this address. */
  code(to: string): string;
  close(): Promise<void>;
}

/** Listens on a free port of the loopback. Mails without the right key or shape are refused. */
export async function openMailbox(): Promise<Mailbox> {
  const apiKey = 're_contract_suite';
  const mails: Mail[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const authorised = request.headers.authorization === `Bearer ${apiKey}` && request.url === '/emails';
      const mail = mailSchema.safeParse(JSON.parse(Buffer.concat(parts).toString()));
      if (authorised && mail.success && status === 200) mails.push(mail.data);
      response.writeHead(authorised ? (mail.success ? status : 422) : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: String(mails.length) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the mailbox does not listen');
  const all = (to: string) => mails.filter((mail) => mail.to.includes(to));
  const newest = (to: string): Mail => {
    const mail = all(to).at(-1);
    if (!mail) throw new Error(`no mail to ${to}`);
    return mail;
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    apiKey,
    answerWith: (next) => {
      status = next;
    },
    all,
    link: (to) => new URL(/https?:\/\/\S+/.exec(newest(to).text)?.[0] ?? 'absent:'),
    code: (to) => /Code: (\d{6})/.exec(newest(to).text)?.[1] ?? 'absent',
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
