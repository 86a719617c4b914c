import { describe, expect, it } from 'vitest';
import { creditsOf } from './credits';

const rows = (count: number) => ({ body: { data: Array.from({ length: count }, () => ({})) } });
const query = (text: string) => ({ body: { select_query: text } });

describe('the credits of a call', () => {
  it.each([
    ['upsertRecords', rows(1), 1],
    ['upsertRecords', rows(10), 1],
    ['upsertRecords', rows(11), 2],
    ['upsertRecords', rows(100), 10],
    ['executeCOQLQuery', query('select id from Leads where id is not null'), 1],
    ['executeCOQLQuery', query('select id from Leads where id is not null limit 200'), 1],
    ['executeCOQLQuery', query('select id from Leads where id is not null LIMIT 201'), 2],
    ['executeCOQLQuery', query('select id from Leads where id is not null limit 400, 1000'), 2],
    ['executeCOQLQuery', query('select id from Leads where id is not null limit 2000'), 3],
    ['getFields', { query_params: { module: 'Leads' } }, 1],
    ['createNotifications', { body: { watch: [{}] } }, 1],
  ])('%s %j costs %d', (operation, args, credits) => {
    expect(creditsOf(operation, args)).toBe(credits);
  });
});
