/** What a citizen may have written that must not leave the conversation's log. */
export const secretTypes = [
  'personal-number',
  'phone',
  'email',
  'card',
  'account',
  'booking',
  'name',
  'health',
] as const;
export type SecretType = (typeof secretTypes)[number];

/** A secret's place in a text, in UTF-16 units: from the first up to, not with, `to`. */
export interface Secret {
  readonly type: SecretType;
  readonly from: number;
  readonly to: number;
}
