import type { Calling } from './readCalling.ts';
import type { Run } from './readNumbers.ts';

/** Numbers of this many digits after 0, the likeliest length first. */
const nationalLengths = [10, 9, 11, 8];

/**
 * The run of groups that is a telephone number, or null: Swedish and Finnish numbers with 0, international ones with
 * + or 00, and mobile numbers without their 0 where they are called a number. Freephone numbers (020, 077) belong to
 * no person. The runs all begin at the same group.
 */
export function findPhone(runs: readonly Run[], text: string, called: Calling): Run | null {
  const first = runs[0]?.first;
  if (first === undefined || called('reference')) return null;
  if (
    /\+[\s(]?$/u.test(text.slice(Math.max(0, first.from - 2), first.from)) ||
    first.digits.startsWith('00')
  ) {
    return findInternational(runs);
  }
  if (!first.digits.startsWith('0')) return findBareMobile(runs, called);
  if (/^0(?:20|200|77[0-9]?)$/u.test(first.digits)) return null;
  const possible = nationalLengths.flatMap((length) => runs.filter((run) => run.digits.length === length));
  return (
    possible.find(
      (run) =>
        !isDate(run) &&
        !isTimes(run, text) &&
        (run.digits.length > 8 || called('phone') || isAreaThenNumber(run)),
    ) ?? null
  );
}

function findInternational(runs: readonly Run[]): Run | null {
  const bare = (run: Run): string => run.digits.replace(/^00/u, '');
  const swedish = [11, 12, 10, 9].flatMap((length) =>
    runs.filter((run) => bare(run).startsWith('46') && bare(run).length === length),
  );
  if (swedish[0] !== undefined) return swedish[0];
  return (
    runs.findLast((run) => bare(run).length >= 8 && bare(run).length <= 15 && !bare(run).startsWith('0')) ??
    null
  );
}

function findBareMobile(runs: readonly Run[], called: Calling): Run | null {
  if (runs[0]?.digits.startsWith('7') !== true) return null;
  const mobile = runs.find((run) => /^7[02369][0-9]{7}$/u.test(run.digits));
  return mobile !== undefined && called('phone') ? mobile : null;
}

function isAreaThenNumber({ first, count }: Run): boolean {
  return count > 1 && (first.digits.length === 3 || first.digits.length === 4);
}

/** "01-02-2026", "0102 2026", "01022026". */
function isDate(run: Run): boolean {
  if (run.digits.length !== 8) return false;
  return /^(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}$/u.test(run.digits);
}

/** "08.00-17.00", "08 00 – 17 00": hours, not a number. */
function isTimes(run: Run, text: string): boolean {
  return /^[0-2]?[0-9][. ][0-5][0-9] ?[-–—] ?[0-2]?[0-9][. ][0-5][0-9]$/u.test(
    text.slice(run.first.from, run.last.to),
  );
}
