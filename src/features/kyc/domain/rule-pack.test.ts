import { describe, expect, it } from 'vitest';
import { DOCUMENT_TYPES, MAX_FILE_BYTES } from './document-types';
import { ENTITY_TYPES, entityTypeOf, ruleFor, rulesFor } from './rule-pack';

const required = (entity: (typeof ENTITY_TYPES)[number]) =>
  rulesFor(entity)
    .filter((rule) => rule.required)
    .map(({ type }) => type);

describe('the rule pack', () => {
  it('asks four documents of a sole proprietor, eleven of a company and six of a partnership', () => {
    expect(required('sole_proprietor')).toEqual([
      'id_document',
      'proof_of_address',
      'bank_confirmation',
      'bank_statement',
    ]);
    expect(required('pty_ltd')).toHaveLength(11);
    expect(required('partnership')).toHaveLength(6);
    expect(required('partnership')).toContain('founding_document');
  });

  it('asks a trust for its deed and letters of authority, and a close corporation for no second founding document', () => {
    expect(required('trust')).toEqual(expect.arrayContaining(['trust_deed', 'letters_of_authority', 'authorization']));
    expect(required('close_corporation')).not.toContain('founding_document');
    expect(ruleFor('close_corporation', 'business_registration').hint).toContain('CK1');
  });

  it.each(ENTITY_TYPES)(
    'asks identity, address and bank of a %s, lists nothing twice, and allows no more than 10 MB',
    (entity) => {
      const rules = rulesFor(entity);
      expect(new Set(rules.map(({ type }) => type)).size).toBe(rules.length);
      expect(required(entity)).toEqual(
        expect.arrayContaining(['id_document', 'proof_of_address', 'bank_confirmation', 'bank_statement']),
      );
      for (const type of DOCUMENT_TYPES) {
        const rule = ruleFor(entity, type);
        expect(rule.maxBytes).toBeLessThanOrEqual(MAX_FILE_BYTES);
        expect(rule.formats).toContain('application/pdf');
        expect(rule.hint).not.toBe('');
      }
    },
  );

  it('wants the files themselves of what is issued as a file, and photographs of paper', () => {
    expect(ruleFor('pty_ltd', 'tax_certificate').formats).toEqual(['application/pdf']);
    expect(ruleFor('sole_proprietor', 'id_document').formats).toContain('image/jpeg');
  });

  it('falls back on the plan’s three kinds of business where the finer one was not given', () => {
    expect(entityTypeOf({ entity_type: null, business_type: 'company' })).toBe('pty_ltd');
    expect(entityTypeOf({ entity_type: null, business_type: 'sole_proprietor' })).toBe('sole_proprietor');
    expect(entityTypeOf({ entity_type: 'trust', business_type: 'company' })).toBe('trust');
    expect(entityTypeOf({ entity_type: 'nonsense', business_type: 'nonsense' })).toBe('pty_ltd');
  });
});
