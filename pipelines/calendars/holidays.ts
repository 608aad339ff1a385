/** Public holidays by country and region, from the package date-holidays: loaded when a calendar first asks. */
import { createRequire } from 'node:module'
import { DAY_MS, dayOf, isoOf } from './days.ts'

type Library = typeof import('date-holidays')['default']
type Source = InstanceType<Library>

export interface PublicHoliday {
  date: string
  /** In the country's own language. */
  name: string
  /** Minute of the day from which it is a holiday: 0, or noon on some half holidays. */
  fromMinute: number
}

/**
 * Public holidays of the years `fromYear` to `toYear`, in order; a holiday of several days has an entry for each.
 * `publicHolidays('DE', 'HH', 2026, 2026)` begins with Neujahr on 2026-01-01.
 */
export function publicHolidays(
  country: string,
  region: string | undefined,
  fromYear: number,
  toYear: number,
): PublicHoliday[] {
  const found: PublicHoliday[] = []
  for (let year = fromYear - 1; year <= toYear; year++) found.push(...ofYear(country, region, year))
  return found
    .filter(({ date }) => Number(date.slice(0, 4)) >= fromYear && Number(date.slice(0, 4)) <= toYear)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

/** The field that is not known, and what is; null where country and region are known. */
export function unknownPlace(
  country: string,
  region: string | undefined,
): { field: 'country' | 'region'; message: string } | null {
  const all = everywhere()
  const countries = Object.keys(all.getCountries('en'))
  if (!countries.includes(country)) {
    return { field: 'country', message: `not a country whose holidays are known: ${countries.join(', ')}` }
  }
  if (region === undefined) return null
  const regions = regionsOf(all, country)
  if (regions.includes(region)) return null
  const message =
    regions.length === 0
      ? `no regions are known of ${country}: leave it out`
      : `not a region of ${country} whose holidays are known: ${regions.join(', ')}`
  return { field: 'region', message }
}

function regionsOf(all: Source, country: string): string[] {
  return Object.keys(all.getStates(country, 'en') ?? {}).flatMap((state) => [
    state,
    ...Object.keys(all.getRegions(country, state, 'en') ?? {}).map((region) => `${state}-${region}`),
  ])
}

const years = new Map<string, PublicHoliday[]>()
const sources = new Map<string, Source>()

function ofYear(country: string, region: string | undefined, year: number): PublicHoliday[] {
  const place = `${country}/${region ?? ''}`
  const key = `${place}/${year}`
  const known = years.get(key)
  if (known) return known
  const source = sources.get(place) ?? openSource(country, region)
  sources.set(place, source)
  const found = source.getHolidays(year).flatMap(({ date, start, end, name }) => {
    const fromMinute = Number(date.slice(11, 13)) * 60 + Number(date.slice(14, 16))
    const first = dayOf(date.slice(0, 10))
    if (first === null) return []
    // An hour of grace: the day on which clocks go forward has 23.
    const hours = fromMinute / 60 + (end.getTime() - start.getTime()) / 3_600_000 + 1
    const days = Math.max(1, Math.floor((hours * 3_600_000) / DAY_MS))
    return Array.from({ length: days }, (_, i) => ({
      date: isoOf(first + i),
      name,
      fromMinute: i === 0 ? fromMinute : 0,
    }))
  })
  years.set(key, found)
  return found
}

function openSource(country: string, region: string | undefined): Source {
  const Holidays = library()
  const options = { types: ['public' as const] }
  const [state, part] = region?.split('-', 2) ?? []
  if (state === undefined) return new Holidays(country, options)
  return part === undefined
    ? new Holidays(country, state, options)
    : new Holidays(country, state, part, options)
}

let loaded: Library | null = null
let everyPlace: Source | null = null

/** Half a second of loading, which most commands can do without. */
function library(): Library {
  loaded ??= createRequire(import.meta.url)('date-holidays') as Library
  return loaded
}

function everywhere(): Source {
  everyPlace ??= new (library())()
  return everyPlace
}
