import { CHANNEL_OPERATIONS, type CrmOperation, type CrmTransport } from './crm-transport';
import type { Effect } from './error-codes';
import type { McpClient } from './mcp-client';
import { readToolResult, type ToolReply } from './result-shapes';
import type { ToolArguments } from './tool-arguments';

/** The way through Zoho's MCP server. */
export class McpTransport implements CrmTransport {
  readonly #client: McpClient;
  readonly offersChannels: boolean;

  /** `client` must be connected: which tools there are is known only then. */
  constructor(client: McpClient) {
    this.#client = client;
    this.offersChannels = CHANNEL_OPERATIONS.every((operation) => client.offers(operation));
  }

  async call(operation: CrmOperation, args: ToolArguments, effect: Effect): Promise<ToolReply> {
    return readToolResult(await this.#client.call(operation, args, effect));
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
