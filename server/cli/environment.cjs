// What has to be in the environment before anything asynchronous begins and before the engine is loaded.

// libuv reads the size of its pool at the first use: readers and the writer need a thread each, and the journal's fsync
// must never wait for a query.
process.env.UV_THREADPOOL_SIZE ??= '8'

// The engine allocates the columns of every step of every statement, 16 to 256 kB at a time, and gives them back right
// after: threads keep them at hand, and memory for 20 s (docs/adr/0024-large-pieces-at-hand.md).
process.env.DUCKDB_JE_MALLOC_CONF ??= [
  'lg_tcache_max:18',
  'tcache_nslots_large:200',
  'tcache_gc_incr_bytes:8388608',
  'dirty_decay_ms:20000',
  'muzzy_decay_ms:20000',
].join(',')
