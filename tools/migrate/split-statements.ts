/**
 * Cuts SQL text into statements the way the Supabase CLI does, so that what we record equals what it records: the
 * semicolon at the end is dropped, comments stay with the statement that follows them.
 * Knows quotes ('…', E'…', "…", $tag$…$tag$), comments (nested ones too) and bodies written `begin atomic … end`.
 */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let position = 0;
  let atomicDepth = 0;
  while (position < sql.length) {
    const end = skipOpaque(sql, position);
    if (end > position) {
      position = end;
      continue;
    }
    const word = wordAt(sql, position);
    if (word) {
      atomicDepth = nextDepth(atomicDepth, word, sql.slice(position + word.length));
      position += word.length;
      continue;
    }
    if (sql[position] === ';' && atomicDepth === 0) {
      add(statements, sql.slice(start, position));
      start = position + 1;
    }
    position += 1;
  }
  add(statements, sql.slice(start));
  return statements;
}

function add(statements: string[], text: string): void {
  const trimmed = text.trim();
  if (trimmed !== '' && !isOnlyComments(trimmed)) statements.push(trimmed);
}

function isOnlyComments(text: string): boolean {
  let position = 0;
  while (position < text.length) {
    if (/\s/.test(text[position] ?? '')) position += 1;
    else {
      const end = skipComment(text, position);
      if (end === position) return false;
      position = end;
    }
  }
  return true;
}

function wordAt(sql: string, position: number): string {
  const before = sql[position - 1] ?? ' ';
  if (/[\w$]/.test(before)) return '';
  return /^[a-z_]\w*/i.exec(sql.slice(position, position + 64))?.[0] ?? '';
}

/** Inside `begin atomic`, semicolons separate the body; `case` also ends with `end`. */
function nextDepth(depth: number, word: string, rest: string): number {
  const lower = word.toLowerCase();
  if (depth === 0) return lower === 'begin' && /^\s+atomic\b/i.test(rest) ? 1 : 0;
  if (lower === 'case') return depth + 1;
  return lower === 'end' ? depth - 1 : depth;
}

/** The end of the quote or comment that begins at `position`, or `position` when none begins there. */
function skipOpaque(sql: string, position: number): number {
  const character = sql[position];
  if (character === "'") {
    const escapes = /(^|[^\w$])e$/i.test(sql.slice(Math.max(0, position - 2), position));
    return skipQuote(sql, position, "'", escapes);
  }
  if (character === '"') return skipQuote(sql, position, '"', false);
  if (character === '$') return skipDollarQuote(sql, position);
  return skipComment(sql, position);
}

function skipQuote(sql: string, position: number, quote: string, escapes: boolean): number {
  let index = position + 1;
  while (index < sql.length) {
    if (escapes && sql[index] === '\\') index += 2;
    else if (sql[index] !== quote) index += 1;
    else if (sql[index + 1] === quote) index += 2;
    else return index + 1;
  }
  return sql.length;
}

function skipDollarQuote(sql: string, position: number): number {
  if (/[\w$]/.test(sql[position - 1] ?? ' ')) return position;
  const tag = /^\$(?:[a-z_]\w*)?\$/i.exec(sql.slice(position, position + 66))?.[0];
  if (tag === undefined) return position;
  const end = sql.indexOf(tag, position + tag.length);
  return end < 0 ? sql.length : end + tag.length;
}

function skipComment(sql: string, position: number): number {
  if (sql.startsWith('--', position)) {
    const end = sql.indexOf('\n', position);
    return end < 0 ? sql.length : end + 1;
  }
  if (!sql.startsWith('/*', position)) return position;
  let depth = 0;
  let index = position;
  while (index < sql.length) {
    if (sql.startsWith('/*', index)) depth += 1;
    else if (sql.startsWith('*/', index)) depth -= 1;
    else {
      index += 1;
      continue;
    }
    index += 2;
    if (depth === 0) return index;
  }
  return sql.length;
}
