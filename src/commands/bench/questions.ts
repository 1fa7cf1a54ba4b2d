/** What the load asks: questions, small talk and what nobody understands, in four languages. */
export const questions = [
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
