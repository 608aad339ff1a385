import type { FamilyEntry, MetricEntry, Text } from './entry.ts'

type Statistic = FamilyEntry['statistics'][number]
type Clock = 'calendar' | 'business'

const STATISTICS: Readonly<
  Record<Statistic, { label: Text; sentence: Text; minN: number; q: number | null }>
> = {
  mean: {
    label: { en: 'mean', de: 'Mittelwert' },
    sentence: {
      en: 'Mean: the sum of the times divided by their number.',
      de: 'Mittelwert: Summe der Zeiten geteilt durch ihre Anzahl.',
    },
    minN: 3,
    q: null,
  },
  median: {
    label: { en: 'median', de: 'Median' },
    sentence: { en: 'Median: half took no longer.', de: 'Median: die Hälfte dauerte nicht länger.' },
    minN: 3,
    q: 0.5,
  },
  p90: {
    label: { en: '90th percentile', de: '90. Perzentil' },
    sentence: {
      en: '90th percentile: nine in ten took no longer.',
      de: '90. Perzentil: neun von zehn dauerten nicht länger.',
    },
    minN: 10,
    q: 0.9,
  },
}

const CLOCKS: Readonly<Record<Clock, { suffix: string; label: Text; sentence: Text }>> = {
  calendar: {
    suffix: '',
    label: { en: '', de: '' },
    sentence: { en: 'Every second counts.', de: 'Jede Sekunde zählt.' },
  },
  business: {
    suffix: '_business',
    label: { en: ' (business hours)', de: ' (Geschäftszeit)' },
    sentence: {
      en: 'Only seconds within business hours count.',
      de: 'Nur Sekunden innerhalb der Geschäftszeit zählen.',
    },
  },
}

/** The metrics that a duration family stands for: `response_time` → `response_time_mean`, …, `response_time_p90_business`. */
export function expandFamily(family: FamilyEntry): MetricEntry[] {
  return (['calendar', 'business'] as const).flatMap((clock) => {
    const value = family.values[clock]
    return value ? family.statistics.map((statistic) => member(family, statistic, clock, value)) : []
  })
}

function member(family: FamilyEntry, statistic: Statistic, clock: Clock, value: string): MetricEntry {
  const { label, sentence, minN, q } = STATISTICS[statistic]
  const common = {
    id: `${family.family}_${statistic}${CLOCKS[clock].suffix}`,
    label: {
      en: `${family.label.en}, ${label.en}${CLOCKS[clock].label.en}`,
      de: `${family.label.de}, ${label.de}${CLOCKS[clock].label.de}`,
    },
    description: {
      en: `${family.description.en} ${sentence.en} ${CLOCKS[clock].sentence.en}`,
      de: `${family.description.de} ${sentence.de} ${CLOCKS[clock].sentence.de}`,
    },
    fact: family.fact,
    unit: 'seconds' as const,
    format: 'duration' as const,
    better: 'down' as const,
    min_n: minN,
    without: family.without,
    with_removed: false,
    ...(family.still_open ? { still_open: family.still_open } : {}),
    time: family.time,
    where: family.where,
    value,
  }
  if (q === null) {
    const rollup = family.rollup ? { rollup: { sum: `${value}_sum`, count: `${value}_count` } } : {}
    return { ...common, kind: 'mean', ...rollup }
  }
  return {
    ...common,
    kind: 'quantile',
    q,
    ...(family.rollup ? { rollup: { histogram: `${value}_histogram` } } : {}),
  }
}
