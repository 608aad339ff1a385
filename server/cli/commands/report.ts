import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Option } from 'commander'
import { LANGUAGES, type Language } from '../../../pipelines/language.ts'
import type { Filter } from '../../../pipelines/metrics/types.ts'
import { composeReport } from '../../../pipelines/reports/compose.ts'
import { renderPdf } from '../../../pipelines/reports/pdf/render.ts'
import { weeklyFigures } from '../../../pipelines/reports/weekly.ts'
import type { EngineCommand } from '../command.ts'
import { collectFilter } from '../filters.ts'
import { EXIT } from '../io.ts'

interface ReportOptions {
  week?: string
  team?: string
  filter?: readonly Filter[]
  tz?: string
  language: Language
  out?: string
}

/** `report weekly --out week.pdf`: the page of one week as PDF, or without a file its figures and sentences as JSON. */
export const reportWeeklyCommand: EngineCommand<ReportOptions> = {
  name: 'report weekly',
  summary: 'the weekly page: the PDF, or its figures as JSON',
  needs: 'engine',
  define(command) {
    command
      .option('--week <week>', 'ISO week such as 2026-W47; the last one that is over unless told')
      .option('--team <team>', 'of one team')
      .option('--filter <dimension=values>', 'team=Billing,Sales; != excludes; repeatable', collectFilter)
      .option('--tz <zone>', 'IANA zone of the week; that of pegel.yml, else UTC')
      .addOption(new Option('--language <language>', 'of the texts').choices([...LANGUAGES]).default('en'))
      .option('--out <file>', 'PDF to write')
  },
  async run(pegel, { options }, io) {
    const { week, team, filter = [], language, out } = options
    const filters = team === undefined ? filter : [...filter, { dimension: 'team', values: [team] }]
    const tz = options.tz ?? pegel.config.zone
    const page = async () => {
      const figures = await weeklyFigures(pegel, { week, tz, filters }, { signal: io.signal })
      return { ...figures, document: composeReport(figures, pegel.catalog, language) }
    }
    if (out === undefined) {
      await io.out(`${JSON.stringify(await page(), null, 2)}\n`)
      return EXIT.done
    }
    const { document } = await page()
    const pdf = await renderPdf(document)
    await writeFile(resolve(io.cwd, out), pdf)
    await io.out(`${JSON.stringify({ week: document.week, file: out, bytes: pdf.length })}\n`)
    return EXIT.done
  },
}
