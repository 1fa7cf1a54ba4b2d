import type { Receipt } from '../cases/receiptPdf.ts';
import type { ConversationLog } from './conversationLog.ts';
import { formatTags } from './flows/wordValue.ts';

/** Entries read at once. */
const entriesAtOnce = 200;

/** What a conversation's citizen was told when a case was sent, as plain text; null when the conversation sent none of that name. */
export async function receiptOf(
  log: ConversationLog,
  conversation: string,
  reference: string,
): Promise<Receipt | null> {
  for (let seq = 0; ; ) {
    const entries = await log.after(conversation, seq, entriesAtOnce);
    const sent = entries.find(
      ({ result }) => result.outcome === 'reported_case' && result.case?.reference === reference,
    );
    if (sent !== undefined) {
      const said = sent.replies.find(({ text }) => text.includes(reference))?.text ?? '';
      return {
        reference,
        language: formatTags[sent.session.language].slice(0, 2),
        at: sent.at,
        text: toPlain(said),
      };
    }
    const last = entries.at(-1);
    if (last === undefined || entries.length < entriesAtOnce) return null;
    seq = last.seq;
  }
}

/** Our own Markdown without its signs: headings, bold words, links. */
function toPlain(markdown: string): string {
  return `${markdown
    .replace(/^#+ /gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/\\([\\`*_{}[\]<>#|~])/g, '$1')
    .replace(/[\u2066-\u2069]/g, '')}\n`;
}
