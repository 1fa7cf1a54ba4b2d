import { expect, it } from 'vitest';
import { firstSentence } from '../../src/knowledge/firstSentence.ts';

it.each([
  ['Du kan söka stöd. Sedan väntar du.', 'Du kan söka stöd.'],
  ['1. **Ring oss.** Säg vad det gäller.\n2. Vänta.', '**Ring oss.**'],
  ['- Böcker\n- Filmer', 'Böcker'],
  ['Tiden är {{fact "a.b"}} lång? Ja.', 'Tiden är {{fact "a.b"}} lång?'],
  ['Utan punkt\n\nNästa stycke.', 'Utan punkt'],
  ['', ''],
])('takes from %j the first sentence', (text, first) => {
  expect(firstSentence(text)).toBe(first);
});
