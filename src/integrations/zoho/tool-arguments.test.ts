import { describe, expect, it } from 'vitest';
import { fitArguments } from './tool-arguments';

const schema = (group: string, properties: object): object => ({
  type: 'object',
  properties: { [group]: { type: 'object', properties } },
});

describe('fitArguments', () => {
  it('gives numbers and lists as text where the server wants text', () => {
    const wants = schema('query_params', {
      page: { type: 'string' },
      fields: { type: 'string' },
      all: { type: 'string' },
    });
    const fitted = fitArguments({ query_params: { page: 2, fields: ['A', 'B'], all: true } }, wants);
    expect(fitted).toEqual({ query_params: { page: '2', fields: 'A,B', all: 'true' } });
  });

  it('gives text as a number or a boolean where the server wants that, and leaves what cannot be one', () => {
    const wants = schema('query_params', {
      page: { type: 'integer' },
      all: { type: ['boolean', 'null'] },
      count: { type: 'number' },
    });
    const fitted = fitArguments({ query_params: { page: '2', all: 'false', count: 'many' } }, wants);
    expect(fitted).toEqual({ query_params: { page: 2, all: false, count: 'many' } });
  });

  it.each(['module', 'moduleApiName', 'module_api_name', 'Module'])('finds the module under the name %s', (name) => {
    const fitted = fitArguments(
      { path_variables: { module: 'Leads' } },
      schema('path_variables', { [name]: { type: 'string' } }),
    );
    expect(fitted).toEqual({ path_variables: { [name]: 'Leads' } });
  });

  it('keeps the name when two could be meant, and everything when there is no schema', () => {
    const two = schema('path_variables', { moduleA: { type: 'string' }, moduleB: { type: 'string' } });
    expect(fitArguments({ path_variables: { module: 'Leads' } }, two)).toEqual({ path_variables: { module: 'Leads' } });
    for (const none of [null, undefined, 'x', {}, { properties: { path_variables: 1 } }]) {
      expect(fitArguments({ path_variables: { module: 'Leads' } }, none)).toEqual({
        path_variables: { module: 'Leads' },
      });
    }
  });

  it('never touches the body', () => {
    const body = { data: [{ Annual_Revenue: 12 }], trigger: [] };
    expect(fitArguments({ body }, schema('body', { data: { type: 'string' } }))).toEqual({ body });
  });
});
