import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyMailWebhook } from './webhook';

const key = Buffer.from('0123456789abcdef01234567');
const secret = `whsec_${key.toString('base64')}`;
const body = JSON.stringify({
  type: 'email.bounced',
  created_at: '2026-11-20T10:00:00.000Z',
  data: {
    email_id: 'm1',
    to: ['a@b.test'],
    tags: { kind: 'approval' },
    bounce: { type: 'Permanent', message: 'gone' },
  },
});

function signed(payload: string, at = new Date(), id = 'msg_1'): Headers {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64');
  return new Headers({ 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` });
}

describe('a mail event', () => {
  test('with a right signature is read', () => {
    expect(verifyMailWebhook(body, signed(body), secret)).toEqual({
      deliveryId: 'msg_1',
      type: 'email.bounced',
      occurredAt: new Date('2026-11-20T10:00:00.000Z'),
      mailId: 'm1',
      tags: { kind: 'approval' },
      bounce: { type: 'Permanent', message: 'gone' },
    });
  });

  test.each([
    ['that was changed on the way', `${body} `, signed(body), 'bad_signature'],
    ['an hour old', body, signed(body, new Date(Date.now() - 3_600_000)), 'bad_signature'],
    ['without a signature', body, new Headers(), 'unsigned'],
    ['that is no mail event', '{"type":"x"}', signed('{"type":"x"}'), 'malformed'],
    [
      'with an impossible time',
      body.replace('2026-11-20T10', 'soon'),
      signed(body.replace('2026-11-20T10', 'soon')),
      'malformed',
    ],
  ])('%s is refused', (_, payload, headers, reason) => {
    expect(() => verifyMailWebhook(payload, headers, secret)).toThrow(expect.objectContaining({ reason }));
  });

  test('signed with another secret is refused', () => {
    const other = `whsec_${Buffer.from('another secret, same size').toString('base64')}`;
    expect(() => verifyMailWebhook(body, signed(body), other)).toThrow(
      expect.objectContaining({ reason: 'bad_signature' }),
    );
  });
});
