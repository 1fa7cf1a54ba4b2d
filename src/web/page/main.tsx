import { render } from 'preact';
import '../style/tokens.css';
import '../style/base.css';
import '../style/page.css';
import { askedLanguage, forgetAskedLanguage, onLanguageChosen, rememberedLanguage } from '../texts/choice.ts';
import type { Language } from '../texts/languages.ts';
import { dressDocument, loadWording, WordingProvider } from '../texts/texts.ts';
import { ChatPanel } from './ChatPanel.tsx';
import { CityPage } from './CityPage.tsx';

const root = document.getElementById('root');
const asked = askedLanguage();
let shown: Language | null = null;

/** The demonstration page follows the chat's language. */
async function show(language: Language): Promise<void> {
  shown = language;
  const wording = await loadWording(language);
  dressDocument(wording);
  if (root === null) return;
  render(
    <WordingProvider value={wording}>
      <CityPage />
      <ChatPanel address={asked === null ? '/chat' : `/chat?lang=${asked}`} />
    </WordingProvider>,
    root,
  );
}

onLanguageChosen((language) => {
  if (language !== shown) forgetAskedLanguage();
  void show(language);
});
await show(asked ?? rememberedLanguage());
