/** True when REQUIRE (a list, separated by commas) makes the absence of this a failure: `mongo`, `browser`. */
export function isRequired(what: 'mongo' | 'browser'): boolean {
  return (process.env['REQUIRE'] ?? '').split(',').includes(what);
}
