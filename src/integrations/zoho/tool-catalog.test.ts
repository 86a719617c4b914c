import { describe, expect, it } from 'vitest';
import { loadCatalog, type ToolCall, type ToolServer } from './tool-catalog';

function serverWith(
  pages: readonly object[],
  answers: Readonly<Record<string, unknown>> = {},
): ToolServer & { calls: ToolCall[] } {
  const calls: ToolCall[] = [];
  return {
    calls,
    listPage: (cursor) => Promise.resolve(pages[cursor === undefined ? 0 : Number(cursor)]),
    callTool: (call) => {
      calls.push(call);
      return Promise.resolve({ content: [{ type: 'text', text: JSON.stringify(answers[call.name]) }] });
    },
  };
}

const tool = (name: string): object => ({ name, inputSchema: { type: 'object' } });

describe('loadCatalog', () => {
  it.each(['ZohoCRM_executeCOQLQuery', 'ZohoCRM_Execute_COQL_Query', 'zohocrm_execute_coql_query'])(
    'knows %s for the query tool',
    async (name) => {
      const catalog = await loadCatalog(serverWith([{ tools: [tool(name)] }]), ['executeCOQLQuery']);
      expect(catalog.toCall('executeCOQLQuery', {}).name).toBe(name);
    },
  );

  it('reads every page, and is not troubled by tools that make no sense', async () => {
    const pages = [
      {
        tools: [{ inputSchema: 3 }, 'text', { name: 'ZohoCRM_broken', inputSchema: { type: 'array' } }],
        nextCursor: '1',
      },
      { tools: [tool('ZohoCRM_getFields')], nextCursor: '2' },
      { tools: [tool('ZohoCRM_upsertRecords')] },
    ];
    const catalog = await loadCatalog(serverWith(pages), ['getFields', 'upsertRecords']);
    expect(catalog.toCall('upsertRecords', {}).name).toBe('ZohoCRM_upsertRecords');
  });

  it('ends when a server repeats its cursor', async () => {
    const looping = {
      ...serverWith([]),
      listPage: () => Promise.resolve({ tools: [tool('ZohoCRM_getFields')], nextCursor: 'again' }),
    };
    await expect(loadCatalog(looping, ['getFields'])).resolves.toBeDefined();
  });

  it('does not take another product for the CRM', async () => {
    const server = serverWith([{ tools: [tool('ZohoBigin_upsertRecords'), tool('ZohoDesk_upsertRecords')] }]);
    await expect(loadCatalog(server, ['upsertRecords'])).rejects.toMatchObject({
      kind: 'misconfigured',
      code: 'TOOL_MISSING',
    });
  });

  it('fails closed and names what is missing', async () => {
    const server = serverWith([{ tools: [tool('ZohoCRM_getFields'), tool('ZohoCRM_createRecords')] }]);
    const attempt = loadCatalog(server, ['getFields', 'upsertRecords', 'executeCOQLQuery']);
    await expect(attempt).rejects.toThrow(/upsertRecords, executeCOQLQuery/);
  });

  it('goes through the meta-tools when these are all there is', async () => {
    const names = ['getFeatures', 'listTools', 'getSchema', 'executeTool'].map((name) => tool(`ZohoMCP_${name}`));
    const server = serverWith([{ tools: names }], {
      ZohoMCP_listTools: { groups: [{ tools: ['ZohoCRM_getFields', 'ZohoCRM_upsertRecords'] }] },
      ZohoMCP_getSchema: {
        input_schema: { properties: { query_params: { properties: { module: { type: 'string' } } } } },
      },
    });
    const catalog = await loadCatalog(server, ['getFields']);
    expect(server.calls.at(-1)).toEqual({
      name: 'ZohoMCP_getSchema',
      arguments: { query_params: { tool_name: 'ZohoCRM_getFields' } },
    });
    expect(catalog.toCall('getFields', { query_params: { module: 'Leads' } })).toEqual({
      name: 'ZohoMCP_executeTool',
      arguments: { body: { tool_name: 'ZohoCRM_getFields', arguments: { query_params: { module: 'Leads' } } } },
    });
    await expect(loadCatalog(server, ['convertLead'])).rejects.toMatchObject({ code: 'TOOL_MISSING' });
  });

  it('does without an optional operation, and finds it under its other name', async () => {
    const tools = [tool('ZohoCRM_getFields'), tool('ZohoCRM_Enable_Notifications')];
    const optional = ['createNotifications', 'deleteNotifications'];
    const catalog = await loadCatalog(serverWith([{ tools }]), ['getFields'], optional);
    expect(['getFields', ...optional].map((name) => catalog.offers(name))).toEqual([true, true, false]);
    expect(catalog.toCall('createNotifications', {}).name).toBe('ZohoCRM_Enable_Notifications');
    expect(() => catalog.toCall('deleteNotifications', {})).toThrow(/deleteNotifications/);
  });

  it('asks a meta-tool server for optional operations too', async () => {
    const names = ['getFeatures', 'listTools', 'getSchema', 'executeTool'].map((name) => tool(`ZohoMCP_${name}`));
    const server = serverWith([{ tools: names }], {
      ZohoMCP_listTools: { tools: ['ZohoCRM_getFields'] },
      ZohoMCP_getSchema: {},
    });
    const catalog = await loadCatalog(server, ['getFields'], ['createNotifications']);
    expect([catalog.offers('getFields'), catalog.offers('createNotifications')]).toEqual([true, false]);
  });
});
