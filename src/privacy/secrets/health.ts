import type { Secret } from './secret.ts';

/** Illnesses and diagnoses, as stems, folded: a word that begins with one is a health word. */
const illnesses = stems(`
  adhd add damp autis* asperger* aspberger* tourette* dyslexi* dysleks* dyskalkyli* depression* deprimera* bipolar* schizofren* skitsofren* schizophren* psykos*
  psychosis psychotic ptsd angest* panikangest* anxiety angststorning* ocd tvangssyndrom* borderline anorexi* bulimi* atstorning* utbrandhet utmattning* utmattad*
  demens* dementi* dement* alzheimer* parkinson* epilepsi* epileps* ms multipel cancer* *cancer leukemi* leukaem* tumor* syopa* syovan* *syopa diabet* diabetes* sokersjuk*
  astma* asthma* kol hiv aids hepatit* tuberkul* tbc stroke hjartsvikt* hjartsjuk* hjartinfarkt* aivohalvau* sydanvika* sydaninfarkti* njursvikt* reumatis* reumatoid* fibromyalgi* celiaki* keliakia* crohn* ibs
  downs downin cp cpskada* afasi* afasia* migran* migreeni* psoriasis* alkoholis* alcoholic* narkoman* narkotikaberoende missbrukare* spelberoende* alkoholisti*
  masennu* masentun* ahdistu* kaksisuuntai* muistisair* dementia* epilepsia* skitsofrenia* syomishair* uupumu* tuberkuloos* depressed* autismi* aspergerin lukihair* lukihairio* kehitysvamma* utvecklingsstorning* intellectual
  اكتئاب* الاكتئاب توحد* التوحد سكري* السكري سرطان* السرطان صرع* الصرع ربو* الربو زهايمر* الزهايمر خرف* الخرف فصام* الفصام ضغط الضغط ايدز* الايدز انفصام* قلق ديسكلسيا ديسلكسيا الديسلكسيا فرط باركنسون* الباركنسون تصلب* متلازمه*
`);

/** Whom a text speaks of: the writer, or somebody of theirs. */
const people = stems(`
  jag min mitt mina var vart vara han hon hans hennes sonen dottern mamma pappa son dotter barnet
  i im ive my our he she his her hes shes
  mina minulla mulla mulle minun mun olen oon meidan pojallani pojalla* tyttarellani tyttarella* lapsellani lapsella* aidillani aidilla* isallani isalla* miehellani vaimollani veljellani siskollani poikani* tyttareni* lapseni* aitini* isani* mieheni* vaimoni* hanella sairastan mummollani* mummolla* vaarillani* ystavallani*
  ابني ابنتي بنتي امي ابي زوجي زوجتي اخي اختي طفلي طفلتي ولدي انا جدي جدتي والدي والدتي مرتي جوزي عندي لدي معي اعاني بعاني مصاب مصابه هو هي
`);

/** What ties the illness to the person. */
const ties = stems(`
  har fick fatt lider ar med diagnos* diagnosen hade sjuk drabbad* drabbats
  have has had am im is ive hes shes with diagnosed* suffer* got from
  on oon olen todettiin* todettu* sairastaa sairastan sai sain karsii* karsin diagnosoitu* diagnoosi*
  عنده عندها عندي عندو لديه لديها لدي معه معها معي معو مصاب* يعاني تعاني اعاني بعاني مريض مريضه
`);

/** How many words further on the tie may stand from the person, and the illness from the tie. */
const reach = { tie: 5, illness: 3 };

/**
 * Health words that a text ties to a person: "min son har adhd". The illness alone ("stöd för barn med autism")
 * is no secret, and stays.
 */
export function findHealth(text: string): readonly Secret[] {
  const found: Secret[] = [];
  let person = Number.NEGATIVE_INFINITY;
  let tie = Number.NEGATIVE_INFINITY;
  let place = 0;
  let end = 0;
  for (const match of text.matchAll(/[\p{L}\p{M}]+(?:['’][\p{L}]+)?/gu)) {
    // A new sentence, or a secret that was taken out, parts what stands on its two sides.
    if (/[.!?;\n[\]؟]/u.test(text.slice(end, match.index))) person = tie = Number.NEGATIVE_INFINITY;
    end = match.index + match[0].length;
    place += 1;
    const word = bare(match[0]);
    if (ties(word) && place - person <= reach.tie) tie = place;
    if (people(word)) person = place;
    // In Arabic and Finnish one word may be both: "عندي", "sairastan".
    if (ties(word) && people(word)) tie = place;
    if (illnesses(word) && place - tie <= reach.illness)
      found.push({ type: 'health', from: match.index, to: end });
  }
  return found;
}

/** Lower-case, without marks, and with the Arabic forms of alef, ya and ta marbuta as one. */
function bare(word: string): string {
  if (/^[a-z]+$/u.test(word)) return word;
  const plain = word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{Mn}\u0640'’]/gu, '');
  return plain.replace(/ٱ/gu, 'ا').replace(/ى/gu, 'ي').replace(/ة/gu, 'ه');
}

/** Tells whether a word is in a list: `stem*` by its beginning, `*stem` by its end, otherwise the whole word. */
function stems(list: string): (word: string) => boolean {
  const whole = new Set<string>();
  const beginnings = new Set<string>();
  const ends: string[] = [];
  for (const entry of list.split(/\s+/u).filter((one) => one !== '')) {
    const letters = bare(entry.replace('*', ''));
    if (entry.startsWith('*')) ends.push(letters);
    else if (entry.endsWith('*')) beginnings.add(letters);
    else whole.add(letters);
  }
  const longest = Math.max(0, ...[...beginnings].map((one) => one.length));
  return (word) => {
    if (whole.has(word) || beginnings.has(word)) return true;
    for (let length = Math.min(word.length, longest); length > 1; length -= 1) {
      if (beginnings.has(word.slice(0, length))) return true;
    }
    return ends.some((one) => word.endsWith(one));
  };
}
