/**
 * Every text that the assistant may say apart from articles, with the parameters each takes. The texts themselves
 * stand in `locales/<lang>/chat.yaml`; `npm run content` checks that each language has exactly these.
 */
export const textParameters = {
  opening: ['days'],
  hello: [],
  thanks: [],
  goodbye: [],
  who: [],
  abuse: [],
  restarted: [],
  switched: [],
  switched_easy: [],
  switched_full: [],
  erased: [],
  unknown_first: [],
  unknown_again: [],
  person: [],
  clarify: [],
  other: [],
  owner_department: ['title', 'name', 'does'],
  owner_authority: ['title', 'name', 'does'],
  help_anyway: [],
  secrets_seen: [],
  files_not_kept: [],
  danger_fire: [],
  danger_violence: [],
  danger_suicide: [],
  danger_child: [],
  danger_overdose: [],
  danger_crime: [],
  danger_medical: [],
  danger_any: [],
  danger_possible: [],
  failed: [],
  too_long: [],
  suggest_person: [],
  suggest_other: [],
  hours_pattern: ['days', 'opens', 'closes'],
  hours_weekdays: [],
  hours_everyday: [],
  amount_kronor: ['amount'],
} as const satisfies Record<string, readonly string[]>;

export type TextKey = keyof typeof textParameters;
export type TextParameters<K extends TextKey> = Readonly<Record<(typeof textParameters)[K][number], string>>;
