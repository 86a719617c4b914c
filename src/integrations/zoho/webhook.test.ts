import { describe, expect, it } from 'vitest';
import { readNotification } from './webhook';

const secrets = { token: 'a-token-of-the-channel', channelIds: ['1000000068001', '1000000068002'] };

const genuine = {
  server_time: 1_770_000_000_000,
  query_params: {},
  module: 'Leads',
  resource_uri: 'https://www.zohoapis.com/crm/v8/Leads',
  ids: ['5725767000000400001', '5725767000000400002'],
  affected_fields: [{ '5725767000000400001': ['Lead_Status'] }],
  operation: 'update',
  channel_id: '1000000068002',
  token: secrets.token,
};

const read = (change: object, using = secrets): unknown =>
  readNotification(JSON.stringify({ ...genuine, ...change }), using);

describe('readNotification', () => {
  it('takes a genuine notification, with the channel as text or number', () => {
    const notification = {
      channelId: '1000000068002',
      module: 'Leads',
      operation: 'update',
      ids: genuine.ids,
      serverTime: new Date(1_770_000_000_000),
    };
    expect(read({})).toEqual({ ok: true, notification });
    expect(read({ channel_id: 1_000_000_068_002 })).toEqual({ ok: true, notification });
  });

  it.each([
    ['another token', { token: 'b-token-of-the-channel' }],
    ['a token that begins the same', { token: `${secrets.token}x` }],
    ['an empty token', { token: '' }],
    ['another channel', { channel_id: '1000000068003' }],
  ])('forbids %s', (_name, change) => {
    expect(read(change)).toEqual({ ok: false, reason: 'forbidden' });
  });

  it('accepts nothing while the portal has no token or no channel', () => {
    expect(read({ token: '' }, { ...secrets, token: '' })).toEqual({ ok: false, reason: 'forbidden' });
    expect(read({}, { ...secrets, channelIds: [] })).toEqual({ ok: false, reason: 'forbidden' });
  });

  it.each([
    ['no operation', { operation: undefined }],
    ['an unknown operation', { operation: 'create' }],
    ['ids that are none', { ids: ["1' or '1"] }],
    ['no token', { token: undefined }],
  ])('calls a body with %s malformed', (_name, change) => {
    expect(read(change)).toEqual({ ok: false, reason: 'malformed' });
  });

  it('calls what is no JSON malformed', () => {
    for (const body of ['', '{', 'null', '[]', 'token=x']) {
      expect(readNotification(body, secrets)).toEqual({ ok: false, reason: 'malformed' });
    }
  });
});
