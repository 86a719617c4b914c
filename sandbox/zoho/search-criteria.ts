import { textOf } from './json';
import type { Module } from './modules';
import { CrmRefusal } from './reply';

export interface Criterion {
  readonly field: string;
  readonly operator: string;
  readonly value: string;
}

export type Criteria = Criterion | { readonly joiner: 'and' | 'or'; readonly left: Criteria; readonly right: Criteria };

const OPERATORS = [
  'equals',
  'not_equal',
  'starts_with',
  'in',
  'greater_than',
  'less_than',
  'greater_equal',
  'less_equal',
];
const MAX_CRITERIA = 10;
const MAX_LENGTH = 3000;

/** Parses `((Last_Name:equals:Nkosi)and(City:starts_with:Dur))`. Brackets, commas and backslashes in values carry a backslash. */
export function parseCriteria(text: string, module: Module): Criteria {
  if (text.length > MAX_LENGTH) throw invalid({ param_name: 'criteria', maximum_length: MAX_LENGTH });
  const parser = new CriteriaParser(text, module);
  return parser.whole();
}

function invalid(details: { param_name: string; maximum_length?: number; reason?: string }): CrmRefusal {
  return new CrmRefusal(400, 'INVALID_QUERY', 'Invalid query formed', details);
}

class CriteriaParser {
  #at = 0;
  #count = 0;

  constructor(
    readonly text: string,
    readonly module: Module,
  ) {}

  whole(): Criteria {
    const criteria = this.#joined();
    this.#blanks();
    if (this.#at < this.text.length) throw this.#error('text after the criteria');
    return criteria;
  }

  #joined(): Criteria {
    let left = this.#group();
    for (;;) {
      this.#blanks();
      const joiner = /^(and|or)\b/i.exec(this.text.slice(this.#at))?.[1]?.toLowerCase();
      if (joiner !== 'and' && joiner !== 'or') return left;
      this.#at += joiner.length;
      left = { joiner, left, right: this.#group() };
    }
  }

  #group(): Criteria {
    this.#blanks();
    if (this.text[this.#at] !== '(') throw this.#error('expected "("');
    this.#at += 1;
    this.#blanks();
    const inner = this.text[this.#at] === '(' ? this.#joined() : this.#criterion();
    this.#blanks();
    if (this.text[this.#at] !== ')') throw this.#error('expected ")"');
    this.#at += 1;
    return inner;
  }

  #criterion(): Criterion {
    this.#count += 1;
    if (this.#count > MAX_CRITERIA) throw this.#error(`more than ${MAX_CRITERIA} criteria`);
    const field = this.#until(':');
    const operator = this.#until(':');
    const value = this.#until(')');
    this.#at -= 1;
    if (!this.module.fields.has(field)) throw this.#error(`the field ${field} is not in the module`);
    if (!OPERATORS.includes(operator)) throw this.#error(`the operator ${operator} is not known`);
    return { field, operator, value };
  }

  #until(stop: string): string {
    let taken = '';
    while (this.#at < this.text.length) {
      const character = this.text[this.#at++] ?? '';
      if (character === stop) return taken.trim();
      taken += character === '\\' ? (this.text[this.#at++] ?? '') : character;
    }
    throw this.#error(`expected "${stop}"`);
  }

  #blanks(): void {
    while (/\s/.test(this.text[this.#at] ?? '')) this.#at += 1;
  }

  #error(reason: string): CrmRefusal {
    return invalid({ param_name: 'criteria', reason });
  }
}

/** `equals` on a text finds what contains it, as the CRM's word index does. */
export function matches(criteria: Criteria, fieldValue: (field: string) => unknown): boolean {
  if ('joiner' in criteria) {
    const left = matches(criteria.left, fieldValue);
    return criteria.joiner === 'and'
      ? left && matches(criteria.right, fieldValue)
      : left || matches(criteria.right, fieldValue);
  }
  const value = fieldValue(criteria.field);
  const text = textOf(value).toLowerCase();
  const wanted = criteria.value.toLowerCase();
  const order = typeof value === 'number' ? value - Number(criteria.value) : text < wanted ? -1 : text > wanted ? 1 : 0;
  switch (criteria.operator) {
    case 'equals':
      return typeof value === 'string' ? text.includes(wanted) : text === wanted;
    case 'not_equal':
      return text !== wanted;
    case 'starts_with':
      return text.startsWith(wanted);
    case 'in':
      return wanted.split(',').some((one) => one.trim() === text);
    case 'greater_than':
      return order > 0;
    case 'less_than':
      return order < 0;
    case 'greater_equal':
      return order >= 0;
    default:
      return order <= 0;
  }
}
