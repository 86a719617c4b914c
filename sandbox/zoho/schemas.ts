import type { JsonObject } from './json';

/** JSON Schemas of tool arguments. Every tool takes the same envelope; only its insides differ. */
export const string = (description: string): JsonObject => ({ type: 'string', description });
export const integer = (description: string): JsonObject => ({ type: 'integer', description });
export const boolean = (description: string): JsonObject => ({ type: 'boolean', description });
export const strings = (description: string): JsonObject => ({ type: 'array', items: { type: 'string' }, description });

export const objects = (description: string): JsonObject => ({
  type: 'array',
  items: { type: 'object', additionalProperties: true },
  description,
});

interface Parts {
  readonly path?: JsonObject;
  readonly query?: JsonObject;
  readonly requiredQuery?: string[];
  readonly headers?: JsonObject;
  readonly body?: JsonObject;
  readonly requiredBody?: string[];
}

/** The envelope `{path_variables, query_params, headers, body}`, of which a tool shows only what it has. */
export function envelope(parts: Parts): JsonObject {
  const properties: JsonObject = {};
  const required: string[] = [];
  if (parts.path) {
    properties.path_variables = { type: 'object', properties: parts.path, required: Object.keys(parts.path) };
    required.push('path_variables');
  }
  if (parts.query) {
    properties.query_params = { type: 'object', properties: parts.query, required: parts.requiredQuery ?? [] };
    if (parts.requiredQuery) required.push('query_params');
  }
  if (parts.headers) properties.headers = { type: 'object', properties: parts.headers };
  if (parts.body) {
    properties.body = { type: 'object', properties: parts.body, required: parts.requiredBody ?? [] };
    required.push('body');
  }
  return { type: 'object', properties, required };
}
