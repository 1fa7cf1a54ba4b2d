/** How far before a number the word that tells what it is may stand, in UTF-16 units. */
const reach = 32;

/** What numbers are called. Beginnings of words, so that endings of any language fit. */
const names = {
  personal:
    /(?:^|[^\p{L}])(?:person(?:nummer|nr|numret|number|al (?:identity |id |identification )?number)|p-?nr|persnr|pnr|samordningsn|födelsen|henkilötunnu|hetu|ssn|social security|id[- ]?number|الرقم الشخصي|رقمي الشخصي|رقم شخصي|رقم الهوية)/u,
  phone:
    /(?:^|[^\p{L}])(?:tel|tfn|tlf|mob|ring|nås|nr|numm?er|phone|call|reach|text me|sms|whatsapp|num(?:ero|be)|puh|kännyk|soit|gsm|رقم|هاتف|موبايل|جوال|تلفون|اتصل|واتس)/u,
  card: /(?:^|[^\p{L}])(?:kort|bankkort|kreditkort|betalkort|card|credit|debit|visa|master|kortti|luottokor|pankkikor|بطاق|فيزا)/u,
  account: /(?:^|[^\p{L}])(?:\p{L}*konto(?!r)|kto|account|acct|tili|pankkitili|حساب|iban|swish)/u,
  clearing: /(?:^|[^\p{L}])clearing/u,
  giro: /(?:^|[^\p{L}])(?:bankgiro|plusgiro|postgiro|bg|pg)(?:t|n)?[\p{L}-]*[^\p{L}]*$/u,
  booking: /(?:^|[^\p{L}])(?:bokning|reservation|booking|varau|bokad|حجز)/u,
  /** What is no secret: the city's and others' references. */
  reference:
    /(?:^|[^\p{L}])(?:ocr|faktur|invoice|lasku|viite|ärende|diarie|dnr|case|asia(?:numero|tunnu|n)|tapau|reference|ref(?:erens)?(?:nr|nummer)?|felanmäl|kollinummer|paket|stolp|lykt|lamp|lyse|valaisin|pylvä|org(?:anisations)?\.?-?(?:nr|nummer)|y-tunnus|vat|ticket|bötes|p-?bot|meter|mätar|anläggning|isbn|فاتورة|القضية|قضية|المعاملة|عمود|مرجع)[\p{L}-]*/u,
} as const satisfies Record<string, RegExp>;

export type Name = keyof typeof names;

/** Tells whether the words just before a place in a text call what follows by such a name. */
export type Calling = (name: Name) => boolean;

/** Of a number that no words stand before. */
export const uncalled: Calling = () => false;

/**
 * Reads the words before a number ("mitt konto är 123…"). Another number, a secret that was taken out, or a new line
 * in between ends the reach: each name speaks for one number.
 */
export function readCalling(text: string, from: number): Calling {
  const before = text.slice(Math.max(0, from - reach), from);
  let start = before.length;
  while (start > 0 && !/[0-9[\]@\n]/u.test(before[start - 1] ?? '')) start -= 1;
  const near = before.slice(start).toLowerCase();
  if (!/\p{L}/u.test(near)) return uncalled;
  const answers = new Map<Name, boolean>();
  return (name) => {
    let answer = answers.get(name);
    if (answer === undefined) {
      answer = names[name].test(near);
      answers.set(name, answer);
    }
    return answer;
  };
}
