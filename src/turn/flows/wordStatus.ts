import type { Case, CaseStatus } from '../../cases/case.ts';
import { type Passage, say } from '../../replies/renderer.ts';
import type { Mind } from '../mind.ts';
import { plainMarkdown } from './wordValue.ts';

/** Where a case stands, in the words of its citizen's language. @param at when it came to stand so */
export function wordStatus(
  { content, reference, createdAt }: Case,
  status: CaseStatus,
  note: string,
  { reference: knowledge }: Pick<Mind, 'reference'>,
  at: Date | null,
): Passage[] {
  const { language } = content;
  const owner =
    knowledge.library.owner(content.owner)?.name[language === 'sv-simple' ? 'sv' : language] ?? '';
  const day = at === null ? '' : knowledge.day(at.toISOString(), language);
  const { title } = knowledge.flows.text(content.flow, language);
  return [
    say('case_head', { title, reference, day: knowledge.day(createdAt, language) }),
    statusPassage(status, { owner, day }),
    ...(note === '' ? [] : [say('case_note', { note: plainMarkdown(note) })]),
  ];
}

function statusPassage(status: CaseStatus, parameters: { owner: string; day: string }): Passage {
  switch (status) {
    case 'waiting':
      return say('case_waiting', parameters);
    case 'sent':
      return say('case_sent', parameters);
    case 'open':
      return say('case_open', parameters);
    case 'closed':
      return say('case_closed', parameters);
  }
}
