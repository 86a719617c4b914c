import pg from 'pg';

/** Connections whose next statement is the last of its transaction, and those whose transaction ended with it. */
const endings = new WeakMap<pg.ClientBase, 'with next' | 'over'>();

/**
 * Lets COMMIT travel behind the next statement of the connection's transaction, in the same message: one round trip less for
 * what reads with a single statement. Only that order makes sense to Postgres: when the statement fails it skips the COMMIT,
 * and the transaction is rolled back as ever.
 */
export function endWithNext(client: pg.ClientBase): void {
  endings.set(client, 'with next');
}

/** Whether the connection's transaction has ended with its last statement; forgets what was asked of it. */
export function takeEnding(client: pg.ClientBase): boolean {
  const hasEnded = endings.get(client) === 'over';
  endings.delete(client);
  return hasEnded;
}

/** Sends a statement, and with the last one of a transaction its end. @throws when the transaction is over already */
export async function sendStatement(client: pg.ClientBase, text: string, values: unknown[]): Promise<pg.QueryResult> {
  const ending = endings.get(client);
  if (ending === undefined) return client.query(text, values);
  if (ending === 'over') throw new Error('The transaction ended with the statement before this one.');
  const [result, end] = await sendWithCommit(client, text, values);
  if (!result || end?.command !== 'COMMIT') throw new Error('The last statement did not end its transaction.');
  endings.set(client, 'over');
  return result;
}

function sendWithCommit(client: pg.ClientBase, text: string, values: unknown[]): Promise<pg.QueryResult[]> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | undefined, results: unknown) =>
      // Two statements are answered by two results, which pg's types do not say.
      error ? reject(error) : resolve(results as pg.QueryResult[]);
    client.query(new LastStatement({ text, values, queryMode: 'extended' } as pg.QueryConfig, done));
  });
}

/** What a query sends through, as far as it is needed here; pg's types leave it out. */
type Wire = pg.Connection & {
  parse(message: { text: string }): void;
  bind(message: object): void;
  execute(message: object): void;
  sync(): void;
};

/** A query whose message ends with COMMIT, in front of the SYNC that would have ended it alone. */
class LastStatement extends pg.Query {
  constructor(config: pg.QueryConfig, done: (error: Error | undefined, results: unknown) => void) {
    super(config, done);
    const submit = this.submit.bind(this);
    this.submit = (connection) => {
      // pg's own connection; its types name only what applications use of it.
      const wire = connection as Wire;
      const sync = () => {
        wire.parse({ text: 'commit' });
        wire.bind({});
        wire.execute({});
        wire.sync();
      };
      return submit(Object.create(wire, { sync: { value: sync } }));
    };
  }
}
