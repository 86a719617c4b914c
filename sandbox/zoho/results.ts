import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { Json, JsonObject } from './json';
import type { ZohoMode } from './mode';
import type { CrmReply } from './reply';

/** What 204 becomes on the way through MCP: a lone sentence, which is not a list. */
const NO_CONTENT: JsonObject = { message: 'The request was processed with success, there is no content' };

type Shape = 'text' | 'structured' | 'wrapper_text';
const TURNS: readonly Shape[] = ['text', 'structured', 'wrapper_text'];

function asText(value: Json, cut: boolean): CallToolResult['content'] {
  const text = JSON.stringify(value);
  return [{ type: 'text', text: cut ? text.slice(0, Math.max(1, Math.floor(text.length / 2))) : text }];
}

function wrap(reply: CrmReply): JsonObject {
  if (reply.body === null) return NO_CONTENT;
  if (reply.status < 400) return { status: 'success', data: reply.body };
  const message = reply.body.message;
  return { status: 'failure', data: reply.body, ...(typeof message === 'string' ? { message } : {}) };
}

/** Gives CRM replies the shapes that were seen from Zoho's servers. */
export class ResultShapes {
  readonly #mode: ZohoMode['results'];
  #turn = 0;

  constructor(mode: ZohoMode['results']) {
    this.#mode = mode;
  }

  /** `cut`: the JSON is truncated; `wrapped`: a wrapper is used whatever the mode. */
  toResult(reply: CrmReply, cut: boolean, wrapped: boolean): CallToolResult {
    const shape = this.#next();
    if (shape === 'structured') {
      const wrapper = wrap(reply);
      // A structured object cannot be half an object, so a truncated reply has its text only.
      return cut ? { content: asText(wrapper, true) } : { content: asText(wrapper, false), structuredContent: wrapper };
    }
    if (shape === 'wrapper_text' || wrapped) return { content: asText(wrap(reply), cut) };
    const isRefusal = reply.status >= 400 && reply.body !== null && !Array.isArray(reply.body.data);
    return { content: asText(reply.body ?? NO_CONTENT, cut), ...(isRefusal ? { isError: true } : {}) };
  }

  #next(): Shape {
    if (this.#mode !== 'mixed') return this.#mode;
    const shape = TURNS[this.#turn % TURNS.length] ?? 'text';
    this.#turn += 1;
    return shape;
  }
}

/** What structured servers declare and do not keep: failures, empty lists and truncated replies lack one of the two. */
export const OUTPUT_SCHEMA: JsonObject = {
  type: 'object',
  properties: { status: { type: 'string', enum: ['success'] }, data: { type: 'object' } },
  required: ['status', 'data'],
};
