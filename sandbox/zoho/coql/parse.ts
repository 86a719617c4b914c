import { CrmRefusal } from '../reply';
import { syntaxError, type Token, tokenize } from './tokens';

export interface Literal {
  readonly kind: 'text' | 'number' | 'boolean';
  readonly text: string;
}

export type Comparator = '=' | '!=' | '>' | '>=' | '<' | '<=' | 'like' | 'not like';

export type Condition =
  | { readonly kind: 'join'; readonly joiner: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'compare'; readonly column: string; readonly operator: Comparator; readonly value: Literal }
  | { readonly kind: 'in'; readonly column: string; readonly negated: boolean; readonly values: readonly Literal[] }
  | { readonly kind: 'between'; readonly column: string; readonly low: Literal; readonly high: Literal }
  | { readonly kind: 'null'; readonly column: string; readonly negated: boolean };

export interface Query {
  readonly columns: readonly string[];
  readonly module: string;
  readonly where: Condition;
  readonly orderBy: readonly { readonly column: string; readonly descending: boolean }[];
  readonly limit: number;
  readonly offset: number;
}

const MAX = { columns: 50, criteria: 25, inValues: 100, orderBy: 10, limit: 2000, offset: 100_000 };
const COMPARATORS: readonly Comparator[] = ['=', '!=', '>', '>=', '<', '<='];

function limitExceeded(clause: string, limit: number): CrmRefusal {
  return new CrmRefusal(400, 'LIMIT_EXCEEDED', `the ${clause} of the query is more than allowed`, { clause, limit });
}

/** Parses one COQL query and holds it to the documented limits. @throws CrmRefusal SYNTAX_ERROR, LIMIT_EXCEEDED, DUPLICATE_DATA */
export function parseCoql(text: string): Query {
  return new Parser(tokenize(text)).query();
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #criteria = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  query(): Query {
    this.#keyword('select');
    const columns = this.#list(() => this.#column());
    if (columns.length > MAX.columns) throw limitExceeded('select', MAX.columns);
    this.#keyword('from');
    const module = this.#column();
    this.#keyword('where');
    const where = this.#condition();
    const orderBy = this.#orderBy();
    const { limit, offset } = this.#limit();
    const rest = this.#peek();
    if (rest.kind !== 'end')
      throw syntaxError(rest, 'unexpected text after the query; more than two criteria need brackets');
    return { columns, module, where, orderBy, limit, offset };
  }

  /** At most one `and`/`or` on each level of brackets: the CRM wants three criteria as `(A and B) and C`. */
  #condition(): Condition {
    const left = this.#operand();
    const joiner = this.#skip('and') ? 'and' : this.#skip('or') ? 'or' : null;
    return joiner === null ? left : { kind: 'join', joiner, left, right: this.#operand() };
  }

  #operand(): Condition {
    if (!this.#skipSymbol('(')) return this.#criterion();
    const inner = this.#condition();
    const close = this.#take();
    if (close.text !== ')' || close.kind !== 'symbol') {
      throw syntaxError(close, 'expected ")"; more than two criteria need brackets');
    }
    return inner;
  }

  #criterion(): Condition {
    this.#criteria += 1;
    if (this.#criteria > MAX.criteria) throw limitExceeded('where', MAX.criteria);
    const column = this.#column();
    if (this.#skip('is')) {
      const negated = this.#skip('not');
      this.#keyword('null');
      return { kind: 'null', column, negated };
    }
    if (this.#skip('between')) {
      const low = this.#literal();
      this.#keyword('and');
      return { kind: 'between', column, low, high: this.#literal() };
    }
    const negated = this.#skip('not');
    if (this.#skip('in')) return { kind: 'in', column, negated, values: this.#inValues() };
    if (this.#skip('like')) {
      return { kind: 'compare', column, operator: negated ? 'not like' : 'like', value: this.#literal() };
    }
    const token = this.#take();
    const operator = COMPARATORS.find((known) => known === token.text);
    if (negated || operator === undefined) throw syntaxError(token, 'expected a comparison');
    return { kind: 'compare', column, operator, value: this.#literal() };
  }

  #inValues(): Literal[] {
    const open = this.#peek();
    if (!this.#skipSymbol('(')) throw syntaxError(open, 'expected "("');
    const values = this.#list(() => this.#literal());
    const close = this.#peek();
    if (!this.#skipSymbol(')')) throw syntaxError(close, 'expected ")"');
    if (values.length > MAX.inValues) throw limitExceeded('in', MAX.inValues);
    return values;
  }

  #orderBy(): { column: string; descending: boolean }[] {
    if (!this.#skip('order')) return [];
    this.#keyword('by');
    const keys = this.#list(() => {
      const column = this.#column();
      const descending = this.#skip('desc');
      if (!descending) this.#skip('asc');
      return { column, descending };
    });
    if (keys.length > MAX.orderBy) throw limitExceeded('order by', MAX.orderBy);
    if (new Set(keys.map((key) => key.column)).size < keys.length) {
      throw new CrmRefusal(400, 'DUPLICATE_DATA', 'duplicate data', { clause: 'order by' });
    }
    return keys;
  }

  /** `limit n`, `limit n offset m` or `limit m,n`. */
  #limit(): { limit: number; offset: number } {
    let limit = 200;
    let offset = 0;
    if (this.#skip('limit')) {
      limit = this.#integer();
      if (this.#skipSymbol(',')) {
        offset = limit;
        limit = this.#integer();
      }
    }
    if (this.#skip('offset')) offset = this.#integer();
    if (limit > MAX.limit || limit < 1) throw limitExceeded('limit', MAX.limit);
    if (offset > MAX.offset) throw limitExceeded('offset', MAX.offset);
    return { limit, offset };
  }

  #list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.#skipSymbol(',')) items.push(item());
    return items;
  }

  /** A name; one that is a reserved word stands in quotes. */
  #column(): string {
    const token = this.#take();
    if (token.kind !== 'word' && token.kind !== 'text') throw syntaxError(token, 'expected a name');
    return token.text;
  }

  #literal(): Literal {
    const token = this.#take();
    if (token.kind === 'text' || token.kind === 'number') return { kind: token.kind, text: token.text };
    if (token.kind === 'word' && /^(?:true|false)$/i.test(token.text)) {
      return { kind: 'boolean', text: token.text.toLowerCase() };
    }
    throw syntaxError(token, 'expected a value');
  }

  #integer(): number {
    const token = this.#take();
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw syntaxError(token, 'expected a whole number');
    return Number(token.text);
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: 0 };
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  #skip(keyword: string): boolean {
    const token = this.#peek();
    const found = token.kind === 'word' && token.text.toLowerCase() === keyword;
    if (found) this.#next += 1;
    return found;
  }

  #skipSymbol(symbol: string): boolean {
    const token = this.#peek();
    const found = token.kind === 'symbol' && token.text === symbol;
    if (found) this.#next += 1;
    return found;
  }

  #keyword(keyword: string): void {
    const token = this.#peek();
    if (!this.#skip(keyword)) throw syntaxError(token, `expected "${keyword}"`);
  }
}
