import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readMailEvent, verifyMailWebhook } from './webhook';

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

describe('a delivery', () => {
  test('with a right signature is taken as it is', () => {
    expect(verifyMailWebhook(body, signed(body), secret)).toEqual({ deliveryId: 'msg_1', body: JSON.parse(body) });
  });

  test('is taken when one of several signatures is right, as while a secret is replaced', () => {
    const headers = signed(body);
    headers.set('svix-signature', `v1,${Buffer.from('wrong').toString('base64')} ${headers.get('svix-signature')}`);
    expect(verifyMailWebhook(body, headers, secret).deliveryId).toBe('msg_1');
  });

  test.each([
    ['that was changed on the way', `${body} `, signed(body), 'bad_signature'],
    ['an hour old', body, signed(body, new Date(Date.now() - 3_600_000)), 'bad_signature'],
    ['of an hour from now', body, signed(body, new Date(Date.now() + 3_600_000)), 'bad_signature'],
    ['under another id', body, new Headers([...signed(body), ['svix-id', 'msg_2']]), 'bad_signature'],
    ['without a signature', body, new Headers(), 'unsigned'],
    ['that is no JSON', 'oops', signed('oops'), 'malformed'],
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

describe('what a delivery says of a mail', () => {
  test('is read', () => {
    expect(readMailEvent(JSON.parse(body))).toEqual({
      type: 'email.bounced',
      occurredAt: new Date('2026-11-20T10:00:00.000Z'),
      mailId: 'm1',
      tags: { kind: 'approval' },
      bounce: { type: 'Permanent', message: 'gone' },
    });
  });

  test.each([
    ['about a domain', { type: 'domain.updated', created_at: '2026-11-20T10:00:00.000Z', data: { id: 'd1' } }],
    ['with an impossible time', { ...JSON.parse(body), created_at: 'soon' }],
    ['without a mail', { type: 'email.bounced', created_at: '2026-11-20T10:00:00.000Z', data: {} }],
    ['that is nothing at all', null],
  ])('is nothing in one %s', (_, payload) => {
    expect(readMailEvent(payload)).toBeNull();
  });
});
