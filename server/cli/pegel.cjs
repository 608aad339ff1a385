#!/usr/bin/env node
// libuv reads the size of its pool at the first use, so it is set before anything asynchronous: readers and the
// writer need a thread each, and the journal's fsync must never wait for a query.
process.env.UV_THREADPOOL_SIZE ??= '8'
const { pathToFileURL } = require('node:url')
const main = pathToFileURL(require.resolve('./main.ts')).href
import('../../pipelines/threads/runnable.mjs')
  .then(({ runnable }) => runnable(main))
  .then((address) => import(address))
