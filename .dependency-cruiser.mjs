/**
 * The direction of imports (docs/architecture.md): a layer may import the layers below it, never one above, and the
 * pure folders import no I/O.
 */
const layers = [
  ['^src/cli\\.ts$'],
  ['^src/commands/'],
  ['^src/server\\.ts$'],
  ['^src/web/'],
  ['^src/(gateway|metadata)/'],
  ['^src/operations/'],
  ['^src/batch/'],
  ['^src/match/'],
  ['^src/notify/'],
  ['^src/(media|mns|speech|render|access|queue|client|audit)/'],
  ['^src/(fonts|storage)/'],
  ['^src/mix/'],
  ['^src/text/'],
  ['^src/timeline/'],
  ['^src/(errors|db|wire|policy|processes)/', '^src/config\\.ts$'],
];

const upward = layers.slice(1).map((lower, index) => ({
  name: `layer-${index + 1}-imports-downward`,
  severity: 'error',
  from: { path: lower },
  to: { path: layers.slice(0, index + 1).flat() },
}));

const pure = '^src/(mix|timeline|text|errors|wire|policy|render/graph)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    ...upward,
    {
      name: 'pure-folders-do-no-io',
      severity: 'error',
      from: { path: pure },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|assert|url|util)$' },
    },
    {
      name: 'database-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^src/db/' },
      to: { path: '^src/', pathNot: '^src/(db|errors)/|^src/config\\.ts$' },
    },
    {
      name: 'source-does-not-import-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|bench|scripts)/' },
    },
    {
      name: 'console-imports-nothing-of-the-server',
      severity: 'error',
      from: { path: '^src/console/' },
      to: { path: '^src/', pathNot: '^src/(console|policy)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-imports-nothing-of-the-console',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/console/' },
      to: { path: '^src/console/' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
