import { loadCatalog } from '../../../pipelines/metrics/catalog.ts'
import { CATALOG_DIR } from '../../paths.ts'
import type { PlainCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'
import { type Format, formatFor } from '../print/format.ts'
import { type PrintableRow, rowPrinter } from '../print/rows.ts'

interface CatalogOptions {
  format?: Format
}

const METRIC_COLUMNS = [
  'id',
  'label',
  'label_de',
  'unit',
  'format',
  'kind',
  'fact',
  'better',
  'min_n',
  'dimensions',
  'description',
  'description_de',
]

export const metricsCommand: PlainCommand<CatalogOptions> = {
  name: 'metrics',
  summary: 'the metrics of the catalog',
  needs: 'nothing',
  run({ options }, io) {
    const rows = [...loadCatalog(CATALOG_DIR).metrics.values()].map((metric) => ({
      id: metric.id,
      label: metric.label.en,
      label_de: metric.label.de,
      unit: metric.unit,
      format: metric.format,
      kind: metric.kind,
      fact: metric.fact,
      better: metric.better,
      min_n: metric.min_n,
      dimensions: metric.dimensions.join(' '),
      description: metric.description.en,
      description_de: metric.description.de,
    }))
    return print(io, options, METRIC_COLUMNS, rows)
  },
}

export const dimensionsCommand: PlainCommand<CatalogOptions> = {
  name: 'dimensions',
  summary: 'the dimensions of the catalog',
  needs: 'nothing',
  run({ options }, io) {
    const rows = [...loadCatalog(CATALOG_DIR).dimensions.values()].map((dimension) => ({
      id: dimension.id,
      label: dimension.label.en,
      label_de: dimension.label.de,
      description: dimension.description.en,
      description_de: dimension.description.de,
    }))
    return print(io, options, ['id', 'label', 'label_de', 'description', 'description_de'], rows)
  },
}

async function print(
  io: Io,
  options: CatalogOptions,
  columns: readonly string[],
  rows: readonly PrintableRow[],
): Promise<number> {
  const printer = rowPrinter(io, formatFor(options.format, io), columns)
  await printer.rows(rows)
  await printer.end()
  return EXIT.done
}
