/**
 * Common little words of each language, written for Kommunlots: those that hold a sentence together, and some that
 * people write to a city. Lower-case, with their marks. Short lists on purpose: a word that two languages share counts
 * for less, so a long list of shared words would say nothing.
 */
export const functionWords = {
  sv: words(`
    och att det som är jag en ett på för av med inte den har till om de vi kan ska hur när var vad vill får från min mitt
    mina ni du där här eller men så vem vilken vilket måste skulle behöver hjälp finns mig er era efter över under utan
    också bara mycket ingen någon något hos mellan varför söker ansöka blir blev vara gör göra kommer hej tack snälla
    hennes hans deras detta dessa sig åt igen alla annan även dag år barn barnet kommunen`),
  fi: words(`
    ja on ei että se minä sinä hän me te he en olen ole oli mikä mitä missä mistä mihin milloin miten kuka kun jos tai
    mutta myös vain niin tämä nämä minun minulla meillä lapsi lapsen lapseni voiko voinko voin saako saanko saan pitää
    täytyy haluan haluaisin tarvitsen apua kiitos hei moi onko kanssa ilman ennen jälkeen miksi paljonko kuinka kaikki
    mulla mä sä mun ois olisi haen hakea`),
  en: words(`
    the and to of a in is i you my that it for on are with do how what where when can who have not be this from need help
    want at or an if we your does will would get there they me about please thanks thank hello am was has been should
    could any our his her which why but so just know apply child children am i'm don't can't`),
  da: words(`
    og jeg ikke er det til på af for med der hvad hvor hvordan hvornår hvem kan skal vil har mig mit min mine dig jer os
    vi en et den de fra efter eller men også hjælp søge søger børn barn børnehave brug tak hej bliver være gøre hvilken
    meget nogen noget ingen uden hvis mod kommunen må får skole bolig penge hedder ved nu over selv siger være blevet`),
  nb: words(`
    og jeg ikke er det til på av for med som hva hvor hvordan når hvem kan skal vil har meg mitt min mine deg dere oss vi
    en et ei den de fra etter eller men også hjelp søke søker barn barnehage trenger takk hei blir være gjøre hvilken
    mye noen noe ingen uten hvis mot kommunen må får skole bolig penger heter ved nå over selv sier vært blitt jeg`),
  so: words(`
    waa waxaan waxa waxay ayaa ayaan iyo oo ka ku ma mid sidee sida maxaa maxay halkee xaggee goorma ayo aniga adiga isaga
    iyada annaga idinka iyaga inaan inay inuu rabaa doonayaa baahanahay caawimaad caawin caruurta carruurta ilmaha
    ilmahayga guri guriga lacag lacagta shaqo shaqada dugsiga iskuulka xannaano degmada magaalada fadlan mahadsanid
    salaan maya haa waan waad wuxuu wuxuuna leh leeyahay tahay yahay ahay kuwa kale marka markii laakiin haddii mise
    miyaa weeye kaas tan kan kuu ii noo loo looga soo wax waxba badan yar codsan codsado heli karaa karo kartaa u baan
    buu bay kula ila nala si ee ah laga lagu caafimaad dhakhtar waqti maanta berri aan baa`),
  /** Kurdish in Latin letters (Kurmanji). */
  ku: words(`
    ez tu ew em hûn li ji bo bi di de da û ku ne na erê çi çawa kî kengî kîjan çend çima min te wî wê me we wan xwe dixwazim
    dixwaze dikarim dikare divê hewce alîkarî alîkariyê zarok zarokê zarokên mal mala malê pere kar karê dibistan
    dibistanê bajar şaredarî spas rojbaş silav heye nîne hene ye in im bûm bû bûn were here bike bikim kirin dibe nabe
    jî lê yan an her hemû gelek hindik niha îro sibe kurdî ev vê vî wek heta piştî berî ser bin nav`),
  pl: words(`
    i w na z do nie się jest to że jak co gdzie kiedy kto czy mam mogę można chcę proszę dziękuję dzień dobry dla od po za
    przy ale lub oraz moje mój moja mnie mi nas was są był była być ma dziecko dziecka dzieci pomoc pomocy potrzebuję
    jestem ile który która które jaki jaka przedszkola szkoły mieszkanie pieniądze urząd gminy wniosek złożyć dlaczego
    tylko już jeszcze tego tym tak bardzo muszę cześć aby żeby`),
  bs: words(`
    i u na je se da za od do ne ni što šta kako gdje gde kada kad ko tko koji koja koje mogu možete može imam imate trebam
    treba hoću želim molim hvala dobar dan sam si su smo ste nije nisam biti bio bila bi li ili ali samo već moje moj
    moja mi me vas nas dijete djeca djece djetetu pomoć stan novac škola školu vrtić zahtjev prijaviti kroz prema kod
    zašto ovo ovaj taj ta to sa s iz po pa ako jer kuća gradu opštini općini zdravo`),
  tr: words(`
    ve bir bu için ne nasıl nerede nereye nereden ne zaman kim var yok mı mi mu mü değil ben sen biz siz onlar benim
    bana sana çocuğum çocuk çocuğumu çok ama veya ile da de gibi daha olarak istiyorum yardım ihtiyacım lütfen
    teşekkürler teşekkür ederim merhaba nedir kadar sonra önce evet hayır olan oldu olur gerekiyor lazım başvuru
    başvurabilirim belediye okul para ev iş hangi neden kaç bize şu her hiç şey yapmam yapabilirim alabilirim`),
  es: words(`
    el la los las de que y a en un una es por con no para mi mis su se lo como cómo qué dónde cuándo cuánto quién cuál
    tengo tiene puedo puede quiero necesito ayuda hola gracias favor buenos días estoy está son pero más o si sí al del
    me le hay ser hacer niño niña hijo hija hijos escuela vivienda dinero solicitar solicitud ayuntamiento sobre cuando
    donde muy también desde hasta porque esto este esta yo vivo trabajo`),
  uk: words(`
    і й та в у на з до не що як де коли хто чи я ми ви він вона вони мені мене мій моя моє мої для від по за але або є
    потрібно треба можу можна хочу допомога допомогу допоможіть дитина дитину дитини діти дякую добрий день вітаю будь
    ласка який яка яке які цей ця це ці школа школу садок житло гроші подати заяву скільки чому`),
  de: words(`
    der die das und ich nicht ist ein eine einen zu in mit für auf von den dem des im wie was wo wann wer kann muss will
    habe hat haben sind mein meine meinen mich mir uns ihr sie es auch oder aber wenn bei nach aus über ohne hilfe
    brauche bitte danke hallo guten tag kind kinder kindergarten schule wohnung geld antrag beantragen stadt warum
    welche welcher noch nur sehr gibt möchte werden wird bekomme kein keine`),
  fr: words(`
    le la les de des du un une et est je ne pas que qui en à au aux pour avec sur dans mon ma mes vous nous il elle on ce
    cette comment où quand combien quel quelle quoi puis peux peut veux besoin aide bonjour merci plaît suis ai a sont
    mais ou si plus se sa son ses enfant enfants école logement argent demande mairie faire être avoir pourquoi y dois
    j'ai c'est qu'est l'école d'aide`),
  ro: words(`
    și de la în cu pe un o este nu că să mai care ce cum unde când cine cât pot poate vreau am are trebuie ajutor nevoie
    pentru din sau dar dacă eu tu el ea noi voi mea meu mele mei copil copilul copii școală grădiniță locuință bani
    cerere primărie bună ziua mulțumesc rog sunt ești suntem fost fi face fac aș ai a nici foarte după până lângă îmi mi
    mă se le unei unui acest această`),
  ar: words(`
    في من على إلى عن مع هل كيف متى أين ماذا ما لماذا كم أنا أنت نحن هو هي هذا هذه ذلك التي الذي أن إن لا لم لن قد كان
    لدي عندي أريد بدي احتاج أحتاج مساعدة المساعدة شكرا مرحبا سلام السلام عليكم طفلي ابني بنتي أطفال أو لكن بعد قبل كل وين
    شو ليش شلون عم رح مو مش يمكن يمكنني ممكن أستطيع طلب البلدية المدرسة و يا لي إذا حتى غير عند بين اين اريد الى`),
  fa: words(`
    در از به که را این آن است هست نیست و با برای من تو او ما شما آنها چه چی چطور چگونه کجا کجاست کی چرا چند آیا دارم
    دارد دارید می نمی خواهم میخواهم می‌خواهم کنم کنید کند کمک نیاز لطفا لطفاً ممنون متشکرم مرسی سلام بچه کودک فرزند
    فرزندم خانه پول کار مدرسه شهرداری یا اگر هم بعد قبل تا خیلی باید شود شده بود هستم هستیم باشد توانم میتوانم می‌توانم
    درخواست یک خودم مهد`),
  /** Kurdish in Arabic letters (Sorani). */
  ckb: words(`
    لە بۆ بە کە ئەو ئەم من تۆ ئێمە ئێوە ئەوان چۆن کوێ لەکوێ کەی چی بۆچی چەند هەیە نییە نیە دەتوانم دەمەوێت دەمەوێ پێویستم
    یارمەتی منداڵ منداڵەکەم ماڵ پارە کار قوتابخانە شارەوانی سڵاو سوپاس و یان بەڵام ئەگەر دوای پێش زۆر هەموو دەکەم
    دەکرێت بکەم ببێت لەگەڵ خۆم`),
} as const satisfies Readonly<Record<string, readonly string[]>>;

function words(list: string): readonly string[] {
  return [...new Set(list.trim().split(/\s+/u))];
}
