/** `npm run pictures`: every page in both languages and themes, wide and narrow, under `docs/pictures`. */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AtRiskRow } from '../../pipelines/pegel.ts'
import { PAGES } from '../../web/lib/pages.ts'
import { settled, type Visitor, visit } from '../e2e/browser.ts'
import { install } from '../e2e/installation.ts'
import { setup, teardown } from '../kept-place.ts'

/** Of the sample company's year. */
const MESSAGES = 40_000
const QUALITY = 70
const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))
const only = process.argv.slice(2)

const LOCALES = { en: 'en-GB', de: 'de-DE' } as const
const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
]

/** Pages whose address alone shows little. */
const SHOWN: Readonly<Partial<Record<string, string>>> = {
  explore: '/explore?m=messages_inbound,sla_attainment&by=channel&from=now-89d/d&to=now',
  sla: '/sla?from=now-27d/d&to=now',
}

setup()
const pegel = await install(MESSAGES, 0)
await pegel.pegel(['config', 'import', 'sample-data/config.yml'])
const visitor = await visit(pegel.url)
const [risk] = (await (await fetch(`${pegel.url}/api/v1/at-risk?limit=1`)).json()) as AtRiskRow[]

mkdirSync(folder, { recursive: true })
for (const [id, { path }] of Object.entries(PAGES)) {
  if (only.length > 0 && !only.includes(id)) continue
  const address = (SHOWN[id] ?? path).replace('$key', encodeURIComponent(risk?.ticketKey ?? ''))
  for (const old of readdirSync(folder)) if (old.startsWith(`${id}-`)) rmSync(join(folder, old))
  for (const language of ['en', 'de'] as const) {
    for (const scheme of ['light', 'dark'] as const) {
      for (const size of SIZES) {
        const name = `${id}-${language}-${scheme}-${size.width}.webp`
        writeFileSync(join(folder, name), await picture(visitor, address, { language, scheme, size }))
        await visitor.leave()
      }
    }
  }
  console.log(id)
}
await visitor.close()
await pegel.stop()
teardown()
const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
console.log(`${readdirSync(folder).length} pictures, ${(bytes / 1e6).toFixed(1)} MB`)

interface Pose {
  language: 'en' | 'de'
  scheme: 'light' | 'dark'
  size: { width: number; height: number }
}

/** The first screen of a page as WebP, once nothing is loading. */
async function picture(
  visitors: Visitor,
  address: string,
  { language, scheme, size }: Pose,
): Promise<Buffer> {
  const page = await visitors.open(address, { ...size, scheme, locale: LOCALES[language] })
  await settled(page)
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
  const client = await page.context().newCDPSession(page)
  const { data } = await client.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY })
  return Buffer.from(data, 'base64')
}
