/** A name of a PDF, with its #xx escapes resolved (ISO 32000-1, 7.3.5): `/J#61vaScript` is JavaScript. */
export class PdfName {
  constructor(readonly text: string) {}
}
export class PdfRef {
  constructor(readonly objectNumber: number) {}
}
class Keyword {
  constructor(readonly word: string) {}
}
export type PdfDict = Map<string, PdfValue>;
/** Strings are of no interest here, so they are null like everything else that is left out. */
export type PdfValue = PdfName | PdfRef | PdfDict | PdfValue[] | number | null;

/** The file asks for more work than any document needs. */
export class TooMuchWork extends Error {}

const WHITE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const DELIMITERS = new Set(Buffer.from('()<>[]{}/%'));
const [SLASH, PERCENT, OPEN, CLOSE, LESS, MORE, BACKSLASH] = [0x2f, 0x25, 0x28, 0x29, 0x3c, 0x3e, 0x5c];
const [BRACKET, END_BRACKET] = [0x5b, 0x5d];

const MAX_DEPTH = 200;

/** So many values a file may hold, however often its parts are read; a generous multiple of what a document needs. */
export class WorkBudget {
  #left = 4_000_000;

  spend(amount = 1): void {
    this.#left -= amount;
    if (this.#left < 0) throw new TooMuchWork();
  }
}

/**
 * Reads values of PDF syntax from a position on (ISO 32000-1, 7.2 and 7.3). Forgiving like a viewer: what is malformed is
 * skipped, never an error.
 */
export class PdfLexer {
  readonly #bytes: Buffer;
  readonly #budget: WorkBudget;
  readonly #onName: (name: string) => void;
  at: number;

  /** @param onName is told of every name, wherever it stands */
  constructor(bytes: Buffer, at: number, budget: WorkBudget, onName: (name: string) => void) {
    this.#bytes = bytes;
    this.at = at;
    this.#budget = budget;
    this.#onName = onName;
  }

  /** The next value; null at the end, and for what is left out. */
  value(): PdfValue {
    const next = this.#next(0);
    return next instanceof Keyword ? null : next;
  }

  /** Reads to the end of the bytes, for the sake of the names. */
  readAll(): void {
    while (this.at < this.#bytes.length) this.value();
  }

  /** Takes a keyword if it is what comes next. */
  takes(word: string): boolean {
    this.#skipWhite();
    if (this.#bytes.toString('latin1', this.at, this.at + word.length) !== word) return false;
    this.at += word.length;
    return true;
  }

  #next(depth: number): PdfValue | Keyword {
    this.#skipWhite();
    this.#budget.spend();
    if (depth > MAX_DEPTH) throw new TooMuchWork();
    const byte = this.#bytes[this.at];
    if (byte === undefined) return null;
    if (byte === SLASH) return this.#name();
    if (byte === OPEN) return this.#string();
    if (byte === BRACKET) {
      this.at += 1;
      return this.#list(depth, END_BRACKET);
    }
    if (byte === LESS) return this.#bytes[this.at + 1] === LESS ? this.#dict(depth) : this.#hexString();
    if (DELIMITERS.has(byte)) {
      this.at += 1;
      return null;
    }
    return this.#word();
  }

  #skipWhite(): void {
    const bytes = this.#bytes;
    const from = this.at;
    for (;;) {
      const byte = bytes[this.at];
      if (byte === undefined) break;
      if (byte === PERCENT) {
        while (this.at < bytes.length && bytes[this.at] !== 0x0a && bytes[this.at] !== 0x0d) this.at += 1;
      } else if (WHITE.has(byte)) {
        this.at += 1;
      } else {
        break;
      }
    }
    this.#budget.spend((this.at - from) >> 6);
  }

  #regularEnd(from: number): number {
    let at = from;
    for (let byte = this.#bytes[at]; byte !== undefined && !WHITE.has(byte) && !DELIMITERS.has(byte); ) {
      at += 1;
      byte = this.#bytes[at];
    }
    this.#budget.spend((at - from) >> 6);
    return at;
  }

  #name(): PdfName {
    const end = this.#regularEnd(this.at + 1);
    const raw = this.#bytes.toString('latin1', this.at + 1, end);
    this.at = end;
    const text = raw.replace(/#([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    this.#onName(text);
    return new PdfName(text);
  }

  #word(): number | Keyword {
    const end = this.#regularEnd(this.at);
    const word = this.#bytes.toString('latin1', this.at, Math.min(end, this.at + 40));
    this.at = end;
    return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(word) ? Number(word) : new Keyword(word);
  }

  #string(): null {
    let depth = 0;
    const from = this.at;
    for (; this.at < this.#bytes.length; this.at += 1) {
      const byte = this.#bytes[this.at];
      if (byte === BACKSLASH) this.at += 1;
      else if (byte === OPEN) depth += 1;
      else if (byte === CLOSE && --depth === 0) break;
    }
    this.at += 1;
    this.#budget.spend((this.at - from) >> 6);
    return null;
  }

  #hexString(): null {
    const end = this.#bytes.indexOf(MORE, this.at);
    const from = this.at;
    this.at = end === -1 ? this.#bytes.length : end + 1;
    this.#budget.spend((this.at - from) >> 6);
    return null;
  }

  /** Values up to the closing byte; `12 0 R` becomes one reference. */
  #list(depth: number, close: number): PdfValue[] {
    const values: PdfValue[] = [];
    for (;;) {
      this.#skipWhite();
      const byte = this.#bytes[this.at];
      if (byte === undefined) return values;
      if (byte === close) {
        this.at += 1;
        return values;
      }
      const next = this.#next(depth + 1);
      if (!(next instanceof Keyword)) values.push(next);
      else if (next.word === 'R') foldReference(values);
      // An object that was never closed: what follows belongs to somebody else.
      else if (next.word === 'endobj' || next.word === 'stream' || next.word === 'endstream') return values;
      else values.push(null);
    }
  }

  #dict(depth: number): PdfDict {
    this.at += 2;
    const flat = this.#list(depth, MORE);
    if (this.#bytes[this.at] === MORE) this.at += 1;
    const dict: PdfDict = new Map();
    for (let i = 0; i + 1 < flat.length; i += 2) {
      const key = flat[i];
      if (key instanceof PdfName) dict.set(key.text, flat[i + 1] ?? null);
      // Out of step: every name that follows may be a key.
      else i -= 1;
    }
    return dict;
  }
}

function foldReference(values: PdfValue[]): void {
  const [number, generation] = values.slice(-2);
  if (typeof number !== 'number' || typeof generation !== 'number') return;
  values.splice(-2, 2, new PdfRef(number));
}
