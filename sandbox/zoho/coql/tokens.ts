import { CrmRefusal } from '../reply';

export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'symbol' | 'end';
  /** Words keep their case; texts are without quotes. */
  readonly text: string;
  readonly at: number;
}

const NUMBER = /^-?\d+(?:\.\d+)?/;
const WORD = /^[A-Za-z_$][A-Za-z0-9_.$]*/;
const SYMBOL = /^(?:!=|>=|<=|[=<>(),])/;

export function syntaxError(token: Token, reason: string): CrmRefusal {
  const details = { line: 1, column: token.at + 1, near: token.text, reason };
  return new CrmRefusal(400, 'SYNTAX_ERROR', 'error occured while parsing the query', details);
}

/** Splits a COQL query. A quote inside a text is written twice. @throws CrmRefusal SYNTAX_ERROR */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const rest = query.slice(at);
    const blank = /^\s+/.exec(rest);
    if (blank) {
      at += blank[0].length;
      continue;
    }
    const token = quoted(rest, at) ?? plain(rest, at);
    tokens.push(token.token);
    at += token.length;
  }
  tokens.push({ kind: 'end', text: '', at });
  return tokens;
}

interface Cut {
  readonly token: Token;
  readonly length: number;
}

function quoted(rest: string, at: number): Cut | null {
  const quote = rest[0];
  if (quote !== "'" && quote !== '"') return null;
  let text = '';
  for (let i = 1; i < rest.length; i++) {
    if (rest[i] !== quote) {
      text += rest[i];
    } else if (rest[i + 1] === quote) {
      text += quote;
      i++;
    } else {
      return { token: { kind: 'text', text, at }, length: i + 1 };
    }
  }
  throw syntaxError({ kind: 'text', text: rest.slice(0, 20), at }, 'quote is not closed');
}

function plain(rest: string, at: number): Cut {
  for (const [kind, pattern] of [
    ['number', NUMBER],
    ['word', WORD],
    ['symbol', SYMBOL],
  ] as const) {
    const match = pattern.exec(rest);
    if (match) return { token: { kind, text: match[0], at }, length: match[0].length };
  }
  throw syntaxError({ kind: 'symbol', text: rest.slice(0, 1), at }, 'unexpected character');
}
