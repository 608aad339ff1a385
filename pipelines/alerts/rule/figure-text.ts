/** Figures as notices write them. */
import { type Language, LOCALE } from '../../language.ts'

export function figureText(value: number, format: string, language: Language): string {
  if (format === 'duration') return minutesText(value / 60, language)
  if (format === 'percent') return `${number(100 * value, 1, language)} %`
  return number(value, format === 'integer' ? 0 : 2, language)
}

/** `45 s`, `10 min`, `2 h 30 min`, `3 d 4 h`. */
export function minutesText(minutes: number, language: Language): string {
  const [d, h] = language === 'de' ? ['T', 'Std.'] : ['d', 'h']
  if (minutes < 1) return `${number(minutes * 60, 0, language)} s`
  const whole = Math.round(minutes)
  if (whole <= 90)
    return `${number(whole === minutes ? minutes : Math.round(minutes * 10) / 10, 1, language)} min`
  const parts: [number, string][] =
    whole < 2880
      ? [
          [Math.floor(whole / 60), h],
          [whole % 60, 'min'],
        ]
      : [
          [Math.floor(whole / 1440), d],
          [Math.round((whole % 1440) / 60), h],
        ]
  return parts
    .flatMap(([count, unit]) => (count === 0 ? [] : [`${number(count, 0, language)} ${unit}`]))
    .join(' ')
}

const number = (value: number, digits: number, language: Language) =>
  value.toLocaleString(LOCALE[language], { maximumFractionDigits: digits })
