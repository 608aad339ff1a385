/** Import boundaries: web -> (types of) server -> pipelines -> engine. Only the engine knows DuckDB. */
module.exports = {
  forbidden: [
    {
      name: 'only-the-engine-imports-duckdb',
      severity: 'error',
      from: { pathNot: '^pipelines/engine/' },
      to: { path: 'node_modules/@duckdb/' },
    },
    {
      name: 'engine-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^pipelines/engine/' },
      to: { path: '^(server|web|sample-data|pipelines/(?!engine/|errors\\.ts))' },
    },
    {
      name: 'engine-only-through-its-port',
      severity: 'error',
      from: { path: '^pipelines/(?!engine/|pegel\\.ts)|^server/', pathNot: '\\.test\\.ts$' },
      to: { path: '^pipelines/engine/', pathNot: '^pipelines/engine/(port|dialect/.*)\\.ts$' },
    },
    {
      name: 'pipelines-know-no-server-and-no-web',
      severity: 'error',
      from: { path: '^pipelines/' },
      to: { path: '^(server|web|sample-data)/' },
    },
    { name: 'server-knows-no-web', severity: 'error', from: { path: '^server/' }, to: { path: '^web/' } },
    {
      name: 'web-takes-only-types',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(server|pipelines)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'features-keep-to-themselves',
      severity: 'error',
      from: { path: '^web/features/([^/]+)/' },
      to: { path: '^web/features/', pathNot: '^web/features/$1/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|\\.d\\.ts$)' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
}
