#!/usr/bin/env node
require('./environment.cjs')
const { pathToFileURL } = require('node:url')
const main = pathToFileURL(require.resolve('./main.ts')).href
import('../../pipelines/threads/runnable.mjs')
  .then(({ runnable }) => runnable(main))
  .then((address) => import(address))
