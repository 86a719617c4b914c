import { createHash } from 'node:crypto';
import type { Field } from './field';
import type { JsonObject } from './json';
import { MODULES, type Module } from './modules';
import type { CrmReply } from './reply';

/** A made-up but lasting id for what has no row of its own. */
function metadataId(name: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(name).digest('hex').slice(0, 9)}`) % 10_000_000_000n;
  return `572576700${digits.toString().padStart(10, '0')}`;
}

function jsonType(field: Field): string {
  switch (field.type) {
    case 'boolean':
      return 'boolean';
    case 'integer':
      return 'integer';
    case 'double':
    case 'currency':
      return 'double';
    case 'multiselectpicklist':
      return 'jsonarray';
    case 'lookup':
    case 'ownerlookup':
    case 'parent':
      return 'jsonobject';
    default:
      return 'string';
  }
}

function describeField(module: Module, field: Field): JsonObject {
  const writable = field.readOnly !== true;
  const key = `${module.apiName}.${field.apiName}`;
  return {
    id: metadataId(key),
    api_name: field.apiName,
    field_label: field.label,
    display_label: field.label,
    data_type: field.type === 'parent' ? 'lookup' : field.type,
    json_type: jsonType(field),
    length: field.length ?? null,
    custom_field: field.custom === true,
    system_mandatory: field.mandatory === true,
    read_only: !writable,
    field_read_only: !writable,
    visible: true,
    unique: field.unique === true || field.external === true ? { casesensitive: false } : {},
    external: field.external === true ? { type: 'org', show: true } : null,
    operation_type: { web_create: writable, web_update: writable, api_create: writable, api_update: writable },
    lookup: field.lookup === undefined ? {} : { module: { api_name: field.lookup, id: metadataId(field.lookup) } },
    decimal_place: field.type === 'currency' || field.type === 'double' ? 2 : null,
    pick_list_values: (field.values ?? []).map((value, index) => ({
      id: metadataId(`${key}.${value}`),
      display_value: value,
      actual_value: value,
      reference_value: value,
      sequence_number: index + 1,
      type: 'used',
    })),
  };
}

export function getFields(module: Module): CrmReply {
  return { status: 200, body: { fields: [...module.fields.values()].map((field) => describeField(module, field)) } };
}

export function getModules(): CrmReply {
  const modules = [...MODULES.values()].map((module) => ({
    id: metadataId(module.apiName),
    api_name: module.apiName,
    module_name: module.apiName,
    singular_label: module.singular,
    plural_label: module.plural,
    generated_type: module.custom ? 'custom' : 'default',
    api_supported: true,
    creatable: true,
    editable: true,
    deletable: true,
    viewable: true,
    status: 'visible',
  }));
  return { status: 200, body: { modules } };
}

export function getOrganization(): CrmReply {
  const org = {
    id: metadataId('organisation'),
    zgid: '800000001',
    company_name: 'CircleTel (stand-in)',
    country: 'South Africa',
    country_code: 'ZA',
    currency: 'South African Rand - ZAR',
    currency_symbol: 'R',
    iso_code: 'ZAR',
    time_zone: 'Africa/Johannesburg',
    license_details: { paid: true, paid_type: 'enterprise', users_license_purchased: 10 },
  };
  return { status: 200, body: { org: [org] } };
}
