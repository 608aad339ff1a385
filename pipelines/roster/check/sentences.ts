/** Everything that the checker can find, said in English; pages have the same codes with the same values in their languages. */
export const SENTENCES = {
  unknown_person: 'there is nobody named {{person}}',
  ends_first: 'ends before it begins',
  other_date: 'begins on {{begins}}, not on {{date}}',
  outside: 'begins outside the roster, on {{begins}}',
  unknown_pattern: 'there is no pattern {{pattern}}',
  pattern_day: '{{pattern}} is not for {{weekday}}',
  pattern_person: '{{pattern}} is not among the patterns of {{person}}',
  no_skill: 'has no skill that is needed',
  pattern_skill: '{{pattern}} needs one of {{skills}}',
  unavailable: 'is not available then',
  on_leave: 'is on leave from {{from}} to {{to}}',
  shift_hours: 'works {{hours}} h in a shift, {{limit}} h are allowed',
  break_outside: 'a break lies outside the shift or overlaps another',
  break_short: '{{minutes}} min of break for {{hours}} h of work, {{due}} min are due',
  stretch: '{{hours}} h without a break, {{limit}} h are allowed',
  sunday: 'works on a Sunday or holiday',
  sunday_forbidden: 'works on a Sunday or holiday, which is not allowed',
  two_shifts: 'has two shifts on one day',
  overlap: 'begins before the last shift ends',
  rest: 'rests {{hours}} h before it, {{due}} h are due',
  week_days: 'works on {{number}} days of the week, at most {{limit}} allowed',
  week_hours: 'works {{hours}} h in the week, {{limit}} h are allowed',
  contract: 'works {{hours}} h in the week, the contract says {{contract}} h',
  row: 'is day {{number}} in a row, at most {{limit}} allowed',
  weekend: 'is weekend {{number}} with work, at most {{limit}} allowed',
  no_rest_day: 'works on a Sunday without a free day in that week',
  year_sundays: 'is Sunday {{number}} with work in the year, at most {{limit}} allowed',
  wish_off: 'the wish to be free is not met',
  wish_work: 'the wish to work is not met',
  wish_pattern: 'the wish for {{pattern}} is not met',
  wish_not_pattern: 'the wish for anything but {{pattern}} is not met',
  unpopular: 'unpopular shifts: {{number}}',
  unknown_duty: 'there is no duty {{duty}} or nobody named {{person}}',
  duty_times: 'does not last as {{duty}} does',
  duty_day: '{{duty}} is not on {{weekday}}',
  no_stand_by: 'does not stand by',
  duty_skill: '{{duty}} needs {{skill}}',
  duty_leave: 'is on leave',
  duty_shift: 'is on shift at that time',
  duty_twice: 'has the duty twice',
  duty_week: 'duties in the week: {{number}}, at most {{limit}} allowed',
  duty_over: '{{duty}}: people {{number}}, needed {{needed}}',
  duty_open: '{{duty}}: {{number}} of {{needed}} people',
} as const

export type FindingCode = keyof typeof SENTENCES

export type ValuesOf<Code extends FindingCode> = Record<Named<(typeof SENTENCES)[Code]>, string | number>

type Named<Sentence extends string> = Sentence extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Named<Rest>
  : never
