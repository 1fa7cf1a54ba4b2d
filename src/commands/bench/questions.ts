/** What the load asks: questions, small talk and what nobody understands, in four languages. */
const questions = [
  'hur ansöker jag om försörjningsstöd?',
  'trasig gatlampa på Amiralsgatan',
  'Miten haen toimeentulotukea?',
  'How do I apply for a place in preschool?',
  'كيف أحصل على رخصة البناء',
  'hej',
  'vad kostar det?',
  'qwerty uiop',
  'jag har fått en faktura som jag inte förstår och undrar vem jag ska prata med om den',
  'bygglov för altan',
] as const;

/** How many questions there are before one comes again, with another number. */
export const questionKinds = questions.length;

/** The text of a citizen's turn. No two of a conversation are the same, so that none can be answered from a cache. */
export function question(turn: number): string {
  const text = questions[turn % questions.length] ?? '';
  return turn < questions.length ? text : `${text} ${Math.floor(turn / questions.length) + 1}`;
}
