import { render } from 'preact';
import '../style/tokens.css';
import '../style/base.css';
import '../style/page.css';
import {
  askedLanguage,
  forgetAskedLanguage,
  onLanguageChosen,
  rememberedLanguage,
  rememberLanguage,
} from '../texts/choice.ts';
import type { Language } from '../texts/languages.ts';
import { dressDocument, toWording, WordingProvider } from '../texts/texts.ts';
import { CityPage } from './CityPage.tsx';
import { pageTexts } from './pageTexts.ts';

const root = document.getElementById('root');
const asked = askedLanguage();
let shown: Language | null = null;

/** The demonstration page follows the chat's language. */
function show(language: Language): void {
  shown = language;
  const wording = toWording(language, pageTexts);
  dressDocument(wording);
  if (root === null) return;
  render(
    <WordingProvider value={wording}>
      <CityPage />
    </WordingProvider>,
    root,
  );
}

onLanguageChosen((language) => {
  if (language !== shown) forgetAskedLanguage();
  show(language);
});
// The chat in its frame speaks what the address asks of this page.
if (asked !== null) rememberLanguage(asked);
for (const [event, open] of [
  ['kommunlots:open', true],
  ['kommunlots:close', false],
] as const)
  document.addEventListener(event, () => document.body.classList.toggle('beside-chat', open));
show(asked ?? rememberedLanguage());
