/** Which room may know which. Each rule says why, and what to do instead. */
const features = [
  'nlu',
  'flows',
  'knowledge',
  'replies',
  'calendar',
  'handoff',
  'booking',
  'cases',
  'alerts',
  'insights',
  'privacy',
  'pictures',
];
const featureFolders = `^src/(${features.join('|')})/`;

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      comment:
        'Two files that need each other are one subject, or share a third: move what both need into it.',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-main',
      severity: 'error',
      comment: 'main.ts only starts the process. Import from app.ts.',
      from: {},
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'only-the-composition-root-knows-stores',
      severity: 'error',
      comment: 'Everything else works on the port in documents.ts and gets its store from assistant.ts.',
      from: { path: '^src/', pathNot: '^src/(assistant\\.ts|store/|commands/)' },
      to: { path: '^src/store/' },
    },
    {
      name: 'features-do-not-know-each-other',
      severity: 'error',
      comment:
        'A feature imports model, errors, documents and calendar only. What needs two of them belongs in turn/.',
      from: { path: featureFolders },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/calendar/'] },
    },
    {
      name: 'features-do-not-know-doors',
      severity: 'error',
      comment: 'Doors call features, never the other way: pass the feature what it needs, or return it.',
      from: { path: `^src/(turn|${features.join('|')})/` },
      to: { path: '^src/(http|channel|content|commands|web|app\\.ts|assistant\\.ts|main\\.ts)' },
    },
    {
      name: 'channel-knows-no-doors',
      severity: 'error',
      comment: 'channel/ turns activities into messages and back; HTTP belongs in http/.',
      from: { path: '^src/channel/' },
      to: { path: '^src/(http|content|commands|web)/' },
    },
    {
      name: 'model-stands-alone',
      severity: 'error',
      comment: 'The shared words depend on nothing but each other, so that everything can depend on them.',
      from: { path: '^src/(model|flowState|documents|wakeUps|errors)\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(model|flowState)\\.ts$' },
    },
    {
      name: 'browser-programs-share-only-words',
      severity: 'error',
      comment: 'Pages run elsewhere: they may use types of model.ts, and speak to the service by HTTP.',
      from: { path: '^src/web/', pathNot: '^src/web/(buildPages|vite\\.config|locales\\.plugin)' },
      to: { path: '^src/', pathNot: '^src/(web/|model\\.ts)' },
    },
    ...[
      ['restify', 'http'],
      ['ws', 'http'],
      ['jose', 'http'],
      ['rate-limiter-flexible', 'http'],
      ['botbuilder', 'channel'],
      ['botbuilder-core', 'channel'],
      ['libsql', 'store'],
      ['mongodb', 'store'],
      ['@redis/client', 'store'],
      ['prom-client', 'telemetry'],
      ['sharp', 'pictures'],
      ['handlebars', 'replies'],
      ['libphonenumber-js', 'flows'],
      ['nodemailer', 'cases'],
      ['pdfkit', 'cases'],
      ['leaflet', 'web'],
      ['lunr', 'knowledge'],
      ['eld', 'nlu'],
      ['preact', 'web'],
      ['marked', 'web'],
      ['adaptivecards', 'web'],
    ].map(([library, home]) => ({
      name: `${library}-has-one-home`,
      severity: 'error',
      comment: `Only src/${home} knows ${library}, so that it can be exchanged there. Use what that room exports.`,
      from: {
        path: '^src/',
        pathNot: [
          `^src/${home}/`,
          ...(library === 'restify' ? ['^src/app\\.ts$'] : []),
          // The load speaks as a client, and its bots to measure against are made of the same libraries as ours.
          ...(['restify', 'botbuilder', 'ws'].includes(library) ? ['^src/commands/bench/'] : []),
        ],
      },
      to: { path: `(^|/)node_modules/${library}/` },
    })),
    {
      name: 'sources-do-not-know-tests',
      severity: 'error',
      comment: 'What tests need of the sources is passed in; nothing is imported from test/.',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/browser/pages' },
  },
};
