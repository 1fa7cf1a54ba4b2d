import { render } from 'preact';
import '../style/tokens.css';
import '../style/base.css';
import '../style/chat.css';
import '../style/thread.css';
import '../style/composer.css';
import '../style/message.css';
import '../style/card.css';
import '../style/easy.css';
import '../style/states.css';
import '../style/narrow.css';
import { askedLanguage, rememberedLanguage, rememberLanguage } from '../texts/choice.ts';
import { toWording } from '../texts/texts.ts';
import { App } from './App.tsx';
import { createConversation } from './conversation.ts';
import { tellReady } from './frame.ts';

const root = document.getElementById('root');
if (root !== null) {
  const before = rememberedLanguage();
  const language = askedLanguage() ?? before;
  rememberLanguage(language);
  const wording = toWording(language);
  render(<App conversation={createConversation(wording, { changed: language !== before })} />, root);
  tellReady();
}
