/** What of an account-level change is kept: settings of the business, never people, phones or texts. */
export interface ConfigField {
  /** Paths within the value; the last part names the attribute. */
  readonly keep: readonly string[]
  /** Paths without which the change says nothing. */
  readonly require?: readonly string[]
  /** Event words that are known; others are counted. */
  readonly events?: ReadonlySet<string>
}

const TEMPLATE = ['message_template_id', 'message_template_name', 'message_template_language']

export const CONFIG_FIELDS: ReadonlyMap<string, ConfigField> = new Map<string, ConfigField>([
  [
    'message_template_status_update',
    {
      keep: [...TEMPLATE, 'event', 'reason'],
      require: ['event', 'message_template_name'],
      events: new Set([
        'APPROVED',
        'ARCHIVED',
        'DELETED',
        'DISABLED',
        'FLAGGED',
        'IN_APPEAL',
        'LIMIT_EXCEEDED',
        'LOCKED',
        'PAUSED',
        'PENDING',
        'PENDING_DELETION',
        'REINSTATED',
        'REJECTED',
        'UNARCHIVED',
        'UNLOCKED',
      ]),
    },
  ],
  [
    'message_template_quality_update',
    { keep: [...TEMPLATE, 'previous_quality_score', 'new_quality_score'], require: ['new_quality_score'] },
  ],
  [
    'message_template_components_update',
    { keep: [...TEMPLATE, 'message_template_category'], require: ['message_template_name'] },
  ],
  [
    'template_category_update',
    {
      keep: [...TEMPLATE, 'previous_category', 'new_category', 'correct_category'],
      require: ['new_category'],
    },
  ],
  [
    'phone_number_quality_update',
    {
      keep: ['event', 'current_limit', 'old_limit', 'max_daily_conversations_per_business'],
      require: ['event'],
    },
  ],
  ['phone_number_name_update', { keep: ['decision', 'rejection_reason'], require: ['decision'] }],
  [
    'account_update',
    {
      keep: [
        'event',
        'country',
        'ban_info.waba_ban_state',
        'ban_info.waba_ban_date',
        'violation_info.violation_type',
        'disconnection_info.reason',
        'disconnection_info.initiated_by',
        'volume_tier_info.tier',
        'volume_tier_info.pricing_category',
        'volume_tier_info.region',
        'volume_tier_info.effective_month',
        'waba_info.waba_id',
        'waba_info.owner_business_id',
        'waba_info.partner_app_id',
        'waba_info.solution_id',
      ],
      require: ['event'],
    },
  ],
  [
    'account_alerts',
    {
      keep: [
        'entity_type',
        'entity_id',
        'alert_severity',
        'alert_status',
        'alert_type',
        'alert_info.alert_severity',
        'alert_info.alert_status',
        'alert_info.alert_type',
      ],
    },
  ],
  ['account_review_update', { keep: ['decision'], require: ['decision'] }],
  [
    'business_capability_update',
    {
      keep: [
        'max_daily_conversation_per_phone',
        'max_daily_conversations_per_business',
        'max_phone_numbers_per_business',
        'max_phone_numbers_per_waba',
      ],
    },
  ],
  ['security', { keep: ['event'], require: ['event'] }],
  ['partner_solutions', { keep: ['event', 'solution_id', 'solution_status'], require: ['event'] }],
  ['payment_configuration_update', { keep: ['configuration_name', 'provider_name', 'status'] }],
  ['flows', { keep: ['event', 'flow_id', 'old_status', 'new_status', 'alert_state'], require: ['event'] }],
  ['smb_app_state_sync', { keep: [], require: ['state_sync'] }],
  ['user_preferences', { keep: [], require: ['user_preferences'] }],
])
