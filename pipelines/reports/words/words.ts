import type { Language } from '../../language.ts'
import type { Catalog } from '../../metrics/catalog.ts'
import type { Filter } from '../../metrics/types.ts'
import { changeText, type DateStyle, dateText, differenceText, valueText } from './format.ts'
import { textsDe } from './texts-de.ts'
import { type TextId, textsEn } from './texts-en.ts'

const TEXTS = { en: textsEn, de: textsDe } as const

/** Everything that a report says in one language and zone. */
export class Words {
  readonly language: Language
  readonly zone: string
  readonly #catalog: Catalog

  constructor(catalog: Catalog, language: Language, zone: string) {
    this.language = language
    this.zone = zone
    this.#catalog = catalog
  }

  /** The text with its `{names}` filled in. */
  say(id: TextId, filling: Readonly<Record<string, string | number>> = {}): string {
    return TEXTS[this.language][id].replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(filling[name] ?? whole),
    )
  }

  metric(id: string): string {
    return this.#catalog.metrics.get(id)?.label[this.language] ?? id
  }

  unit(id: string): string {
    return this.#catalog.metrics.get(id)?.unit ?? 'count'
  }

  better(id: string): 'up' | 'down' | 'none' {
    return this.#catalog.metrics.get(id)?.better ?? 'none'
  }

  dimension(id: string): string {
    return this.#catalog.dimensions.get(id)?.label[this.language] ?? id
  }

  /** A dimension's value as people read it. */
  member(dimension: string, value: string | null): string {
    if (value === null) {
      return dimension === 'team'
        ? this.say('noTeam')
        : this.say('noValue', { dimension: this.dimension(dimension) })
    }
    const known = this.#catalog.dimensions.get(dimension)?.values
    return known?.find((one) => String(one.value) === value)?.label[this.language] ?? value
  }

  /** `Team front-desk, Channel WhatsApp` */
  segment(cell: Readonly<Record<string, string | null>>): string {
    return Object.entries(cell)
      .map(([dimension, value]) =>
        value === null
          ? this.member(dimension, value)
          : `${this.dimension(dimension)} ${this.member(dimension, value)}`,
      )
      .join(', ')
  }

  filter({ dimension, values, exclude }: Filter): string {
    return this.say(exclude ? 'filteredWithout' : 'filtered', {
      dimension: this.dimension(dimension),
      values: values.map((value) => this.member(dimension, value)).join(', '),
    })
  }

  value(metric: string, value: number | null): string {
    return value === null ? this.say('none') : valueText(value, this.unit(metric), this.language)
  }

  change(metric: string, value: number, before: number): string {
    return changeText(value, before, this.unit(metric), this.language)
  }

  difference(metric: string, change: number): string {
    return differenceText(change, this.unit(metric), this.language)
  }

  date(iso: string, style: DateStyle): string {
    return dateText(iso, style, /^\d{4}-\d\d-\d\d$/.test(iso) ? 'UTC' : this.zone, this.language)
  }

  list(items: readonly string[]): string {
    if (items.length < 2) return items.join('')
    return `${items.slice(0, -1).join(', ')} ${this.say('and')} ${items.at(-1)}`
  }
}
