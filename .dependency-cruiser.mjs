/** The import rules of docs/architecture.md. Arrows go downwards: app, web, worker > features > events, integrations > platform > shared. */
const layer = (name, from, to, comment, except = {}) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, ...except.from },
  to: { path: to, ...except.to },
});

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    layer('shared-is-ground', '^src/shared/', '^src/(?!shared/)', 'shared imports nothing of the portal'),
    layer('platform-above-shared', '^src/platform/', '^src/(?!platform/|shared/)', 'platform imports only shared'),
    layer(
      'integrations-above-platform',
      '^src/integrations/',
      '^src/(?!integrations/|platform/|shared/)',
      'an integration knows no feature',
    ),
    layer(
      'integrations-apart',
      '^src/integrations/([^/]+)/',
      '^src/integrations/',
      'integrations do not know each other',
      {
        to: { pathNot: '^src/integrations/$1/' },
      },
    ),
    layer(
      'events-above-platform',
      '^src/events/',
      '^src/(?!events/|platform/|shared/)',
      'events are names and payloads',
    ),
    layer(
      'features-below-apps',
      '^src/features/',
      '^src/(app|web|worker)/|^src/proxy',
      'a feature is composed, it does not compose',
    ),
    layer(
      'features-apart',
      '^src/features/([^/]+)/',
      '^src/features/',
      'features meet in a page, in the API or through an event',
      {
        to: { pathNot: '^src/features/$1/' },
      },
    ),
    layer(
      'domain-is-pure',
      '^src/features/[^/]+/domain/',
      '.',
      'domain imports only domain and shared (and zod, and the pure phone number rules)',
      {
        from: { pathNot: '\\.test\\.ts$' },
        to: { pathNot: '^src/features/[^/]+/domain/|^src/shared/|node_modules/(zod|libphonenumber-js)/' },
      },
    ),
    layer('ui-is-generic', '^src/ui/', '^src/(?!ui/|shared/)', 'primitives know no feature'),
    layer(
      'remote-calls-in-jobs',
      '^src/(app|web|features)/',
      '^src/integrations/',
      'no request waits for another service',
      {
        from: { pathNot: '^src/features/[^/]+/jobs/|\\.test\\.tsx?$' },
        // Checking a delivery's signature is no remote call: the one file of an integration that a request may use.
        to: { pathNot: '^src/integrations/[^/]+/webhook\\.ts$' },
      },
    ),
    layer('system-role-in-jobs', '^src/', '^src/platform/db/with-system', 'what a request does, it does as its user', {
      from: { pathNot: '^src/features/[^/]+/jobs/|^src/worker/|\\.test\\.tsx?$' },
    }),
    layer(
      'no-sql-in-screens',
      '^src/(app|ui)/|^src/features/[^/]+/(ui/|routes)',
      'node_modules/(pg|kysely)/',
      'screens and routes ask read.ts or a use case',
      {
        from: { pathNot: '\\.test\\.tsx?$' },
      },
    ),
    layer('app-mounts-the-api-once', '^src/app/', '^src/(web|worker)/', 'pages do not reach into the processes', {
      from: { pathNot: '^src/app/api/' },
    }),
    layer('web-and-worker-apart', '^src/web/', '^src/worker/', 'two processes, one database'),
    layer('worker-and-web-apart', '^src/worker/', '^src/(web|app)/', 'two processes, one database'),
    layer('no-stand-ins', '^src/', '^(sandbox|tools|e2e|bench|contract)/', 'the portal knows only URLs and keys', {
      from: { pathNot: '\\.test\\.tsx?$' },
    }),
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|dist|\\.data)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
