/** The texts of `locales/<lang>/web.yaml` that the launcher says itself; only they are built into it. */
export const launcherKeys = [
  'launch',
  'launchText',
  'chatLabel',
  'errorTitle',
  'errorText',
  'call',
  'phone',
  'phoneLink',
  'tryAgain',
  'close',
] as const;
export type LauncherKey = (typeof launcherKeys)[number];
