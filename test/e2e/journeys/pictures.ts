import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { settled } from '../browser.ts'
import type { Scene } from '../scene.ts'

const METRIC = 'Messages received'
const FORMS: readonly (readonly [form: string, search: string, needs: RegExp])[] = [
  ['a line with what it is held against', '', /dashed/],
  ['the heatmap', '&view=heatmap', /Mon/],
  ['bars of a dimension', '&view=bar&by=channel', /WhatsApp/],
]

/** What is saved as a picture is opened again, as a colleague would who was sent it. */
export function pictureJourneys(scene: () => Scene): void {
  it.each(FORMS)('saves %s as SVG and PNG that show what the page shows', async (_, search, needs) => {
    const page = await scene().visitor.open(`/explore?m=messages_inbound${search}`, { scheme: 'dark' })
    await page
      .getByText(/n = [\d,.]+/)
      .first()
      .waitFor()
    await settled(page)
    const svg = await openedSvg(page, await saved(page, 'SVG'))
    expect(svg.root).toBe('svg')
    expect(svg.text).toContain(METRIC)
    expect(svg.text).toMatch(needs)
    expect(svg.foreign).toBe(0)
    const png = await openedPng(page, await saved(page, 'PNG'))
    expect(png).toMatchObject({ width: 2 * svg.width, height: 2 * svg.height })
    expect(png.colours).toBeGreaterThan(20)
    // Lines of text and marks in every part of it, and paper around.
    expect(png.drawn).toBeGreaterThan(0.005)
    expect(png.drawn).toBeLessThan(0.9)
    expect(png.emptyBands).toBe(0)
  })
}

async function saved(page: Page, kind: string): Promise<Buffer> {
  await page.getByRole('button', { name: `Export ${METRIC}` }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: new RegExp(`^${kind}`) }).click()
  return readFile(await (await download).path())
}

/** Reads it as XML does, without the leniency of a page. */
function openedSvg(page: Page, file: Buffer) {
  return page.evaluate((text) => {
    const { documentElement: svg } = new DOMParser().parseFromString(text, 'image/svg+xml')
    return {
      root: svg.nodeName,
      text: svg.textContent ?? '',
      width: Number(svg.getAttribute('width')),
      height: Number(svg.getAttribute('height')),
      foreign: svg.querySelectorAll('script, foreignObject, image[href^="http"]').length,
    }
  }, file.toString('utf8'))
}

function openedPng(page: Page, file: Buffer) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const { width, height } = image
    const pen = new OffscreenCanvas(width, height).getContext('2d') as OffscreenCanvasRenderingContext2D
    pen.drawImage(image, 0, 0)
    const pixels = new Uint32Array(pen.getImageData(0, 0, width, height).data.buffer)
    const paper = pixels[0]
    const bands = Array.from({ length: 4 }, (_, band) =>
      pixels.subarray((band * pixels.length) / 4, ((band + 1) * pixels.length) / 4),
    )
    const drawn = pixels.reduce((count, pixel) => count + (pixel === paper ? 0 : 1), 0)
    return {
      width,
      height,
      colours: new Set(pixels).size,
      drawn: drawn / pixels.length,
      emptyBands: bands.filter((band) => band.every((pixel) => pixel === paper)).length,
    }
  }, file.toString('base64'))
}
