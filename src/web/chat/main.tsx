import '../style/tokens.css';
import '../style/base.css';
import '../style/chat.css';
import '../style/thread.css';
import '../style/composer.css';
import '../style/message.css';
import '../style/card.css';
import '../style/easy.css';
import '../style/states.css';
import '../style/tools.css';
import '../style/narrow.css';
import '../style/print.css';
import { askedLanguage, rememberedLanguage, rememberLanguage } from '../texts/choice.ts';
import { toWording } from '../texts/texts.ts';
import { chatTexts } from './chatTexts.ts';
import { createConversation } from './conversation.ts';
import { tellReady } from './frame.ts';
import { read, wear } from './preferences.ts';

/** Milliseconds. */
const longestWait = 150;

const root = document.getElementById('root');
if (root !== null) {
  const before = rememberedLanguage();
  const language = askedLanguage() ?? before;
  rememberLanguage(language);
  wear(read());
  const conversation = createConversation(toWording(language, chatTexts), { changed: language !== before });
  const asked = conversation.start();
  // What draws arrives meanwhile, and takes a slow phone a moment; but a door that cannot be asked keeps nobody waiting.
  await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, longestWait))]);
  const { draw } = await import('./draw.tsx');
  // Asked for from here, or the parts that both need would be a file of their own.
  draw(
    conversation,
    root,
    () => import('./adaptiveCard.later.ts'),
    () => import('./flow.later.tsx'),
  );
  tellReady();
}
