import { describe, expect, test } from 'vitest';
import { splitStatements } from './split-statements';

describe('SQL text is cut at the semicolons that end a statement', () => {
  test.each([
    ['plain statements', 'select 1; select 2;', ['select 1', 'select 2']],
    ['the last one without a semicolon', 'select 1;\nselect 2\n', ['select 1', 'select 2']],
    ['text', `select 'a;b'; select 'it''s;'`, [`select 'a;b'`, `select 'it''s;'`]],
    ['text with escapes', `select e'\\';'; select 2`, [`select e'\\';'`, 'select 2']],
    ['a backslash in plain text is no escape', `select '\\'; select 2`, [`select '\\'`, 'select 2']],
    ['names', `select 1 as "a;b"; select 2`, [`select 1 as "a;b"`, 'select 2']],
    ['bodies', 'do $$ begin; x; end $$; select 2', ['do $$ begin; x; end $$', 'select 2']],
    ['bodies with a tag', 'do $a$ x; $$ y; $$ $a$; select 2', ['do $a$ x; $$ y; $$ $a$', 'select 2']],
    ['parameters are no tags', 'select $1; select $2', ['select $1', 'select $2']],
    ['a comment stays with what follows', '-- one; two\nselect 1; select 2', ['-- one; two\nselect 1', 'select 2']],
    ['nested comments', '/* a; /* b; */ c; */ select 1; select 2', ['/* a; /* b; */ c; */ select 1', 'select 2']],
    ['comments and blanks alone', 'select 1; -- the end\n ; /* nothing */ ', ['select 1']],
    [
      'bodies of SQL-standard functions',
      'create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3',
      ['create function f() returns int begin atomic select case when true then 1 end; select 2; end', 'select 3'],
    ],
    ['a transaction is not a body', 'begin; select 1; end;', ['begin', 'select 1', 'end']],
  ])('%s', (_, sql, expected) => {
    expect(splitStatements(sql)).toEqual(expected);
  });
});
